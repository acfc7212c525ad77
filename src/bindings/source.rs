//! Where the messages of a run come from, in JavaScript.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::input::Plain;
use super::output;
use crate::delivery::{BulkItem, Source};
use crate::outcome::Error;

/// Makes the next message of what was taken.
pub type Make = Box<dyn Fn(&Plain) -> BulkItem>;

/// A source in JavaScript.
pub struct JsSource {
    take: Function,
    leave: Function,
    make: Make,
    /// What is awaited.
    taking: Option<JsFuture>,
}

impl JsSource {
    pub fn new(take: Function, leave: Function, make: Make) -> Self {
        Self {
            take,
            leave,
            make,
            taking: None,
        }
    }

    fn poll_taken(&mut self, context: &mut Context<'_>) -> Poll<Result<JsValue, JsValue>> {
        if self.taking.is_none() {
            let taken = self.take.call0(&JsValue::UNDEFINED)?;
            match taken.dyn_into::<Promise>() {
                Ok(promise) => self.taking = Some(JsFuture::from(promise)),
                Err(taken) => return Poll::Ready(Ok(taken)),
            }
        }
        let Some(taking) = &mut self.taking else {
            return Poll::Ready(Ok(JsValue::UNDEFINED));
        };
        let taken = ready!(Pin::new(taking).poll(context));
        self.taking = None;
        Poll::Ready(taken)
    }
}

/// Why a source gives no more.
#[derive(Clone)]
pub enum Fault {
    /// It threw this.
    Thrown(JsValue),
    /// It is not the one that it should be.
    Refused(Error),
}

impl Fault {
    /// What the promise of a result settles with.
    pub fn into_promised(self) -> Result<JsValue, JsValue> {
        match self {
            Self::Thrown(thrown) => Err(thrown),
            Self::Refused(error) => {
                let promised = Object::new();
                // Setting a field of a fresh object cannot fail.
                let refused = output::error(&error);
                let _ = Reflect::set(&promised, &JsValue::from_str("refused"), &refused);
                Ok(promised.into())
            }
        }
    }
}

impl Source for JsSource {
    type Fault = Fault;

    fn refused(error: Error) -> Fault {
        Fault::Refused(error)
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<BulkItem>, Fault>> {
        let taken = ready!(self.poll_taken(context)).map_err(Fault::Thrown)?;
        let item = (!taken.is_undefined()).then(|| (self.make)(taken.unchecked_ref()));
        Poll::Ready(Ok(item))
    }
}

impl Drop for JsSource {
    fn drop(&mut self) {
        // It never throws.
        let _ = self.leave.call0(&JsValue::UNDEFINED);
    }
}
