//! A store of tokens as a caller would keep one.

use std::cell::{Cell, RefCell};
use std::future::{Future, pending};
use std::pin::Pin;

use sessage::delivery::TokenStore;
use sessage::json::Json;
use sessage::provider::Tokens;

use super::World;

/// A store of tokens: what is in it, and what became of it.
pub struct Shelf {
    world: World,
    kept: RefCell<Option<Json>>,
    /// How long each answer takes.
    pub slow_ms: Cell<i64>,
    /// Whether it never answers.
    pub silent: Cell<bool>,
    pub reads: Cell<usize>,
    pub writes: RefCell<Vec<String>>,
}

impl Shelf {
    pub fn new(world: &World) -> Self {
        Self {
            world: world.clone(),
            kept: RefCell::default(),
            slow_ms: Cell::default(),
            silent: Cell::default(),
            reads: Cell::default(),
            writes: RefCell::default(),
        }
    }

    /// Puts something there, as another isolate would.
    pub fn put(&self, text: &str) {
        *self.kept.borrow_mut() = Some(Json::parse(text).unwrap());
    }

    async fn answer(&self) {
        self.world.timer(self.slow_ms.get()).await;
        if self.silent.get() {
            pending().await
        }
    }
}

impl TokenStore for Shelf {
    fn get(&self) -> Pin<Box<dyn Future<Output = Option<Tokens>> + '_>> {
        Box::pin(async {
            self.reads.set(self.reads.get() + 1);
            self.answer().await;
            self.kept.borrow().as_ref().and_then(Tokens::read)
        })
    }

    fn set(&self, tokens: &Tokens) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        let tokens = tokens.reveal();
        Box::pin(async move {
            self.writes.borrow_mut().push(tokens.to_string());
            self.answer().await;
            *self.kept.borrow_mut() = Some(tokens);
        })
    }
}
