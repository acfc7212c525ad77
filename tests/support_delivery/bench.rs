//! A client with its wire and its world.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use sessage::adapt::Adapt;
use sessage::delivery::Clock as _;
use sessage::delivery::{
    self, AttemptEvent, Client, Io, Observer, Options, Phase, SendOptions, TokenStore,
};
use sessage::json::Json;
use sessage::outcome::{Error, Receipt};
use sessage::plan::Plan;
use sessage::provider::{Found, Task};

use super::shelf::Shelf;
use super::wire::{Reply, Seen, Wire};
use super::world::{Timer, World};
use super::{Line, assert_hidden};

/// How a send ended.
pub type Ended = Result<Receipt, Error>;

/// A client on its bench.
pub struct Bench {
    pub world: World,
    pub wire: Wire,
    pub line: &'static Line,
    client: Client,
    events: Events,
    secrets: RefCell<Vec<String>>,
    took: Cell<i64>,
    shelf: Option<Shelf>,
}

/// One send to make.
#[derive(Debug, Clone)]
pub struct Sending {
    pub message: String,
    pub options: &'static str,
    /// When it starts, in milliseconds from now.
    pub at: i64,
    /// When the caller aborts, in milliseconds from now.
    pub abort_at: Option<i64>,
}

/// The caller's abort at a moment, or never.
pub struct Abort(Option<Timer>);

impl delivery::Abort for Abort {
    fn poll_aborted(&self, context: &mut Context<'_>) -> Poll<()> {
        let timer = self.0.as_ref();
        timer.map_or(Poll::Pending, |timer| timer.poll_up(context))
    }
}

#[derive(Default)]
struct Events(RefCell<Vec<AttemptEvent>>);

impl Observer for Events {
    fn attempt(&self, event: &AttemptEvent) {
        self.0.borrow_mut().push(event.clone());
    }
}

impl Bench {
    /// A client with the default options.
    pub fn new(line: &'static Line) -> Self {
        Self::with(line, "{}")
    }

    /// A client with options written as JSON.
    pub fn with(line: &'static Line, options: &str) -> Self {
        Self::configured(line, line.config, options, false)
    }

    /// A client with a configuration of its own, perhaps in a browser.
    pub fn configured(line: &'static Line, config: &str, options: &str, browser: bool) -> Self {
        let options = Options::read(&Json::from_input(options).unwrap()).unwrap();
        let client = Client::new(&Json::parse(config).unwrap(), options, browser).unwrap();
        let world = World::new();
        Self {
            wire: Wire::new(&world),
            world,
            line,
            client,
            events: Events::default(),
            secrets: RefCell::new(line.secrets.iter().map(|it| (*it).to_owned()).collect()),
            took: Cell::default(),
            shelf: None,
        }
    }

    /// The client with a store of tokens, which its options must name.
    pub fn with_shelf(self) -> Self {
        let shelf = Some(Shelf::new(&self.world));
        Self { shelf, ..self }
    }

    /// The store of tokens.
    pub fn shelf(&self) -> &Shelf {
        self.shelf.as_ref().unwrap()
    }

    /// Names one more secret, such as a token that an answer brings.
    pub fn keep_secret(&self, secret: &str) {
        self.secrets.borrow_mut().push(secret.to_owned());
    }

    /// Adds to the script.
    pub fn script<R: Into<Reply>>(&self, replies: impl IntoIterator<Item = R>) -> &Self {
        self.wire.add(replies.into_iter().map(Into::into));
        self
    }

    /// The provider's usual message, sent now and never aborted.
    pub fn sending(&self) -> Sending {
        Sending {
            message: self.line.message.to_owned(),
            options: "{}",
            at: 0,
            abort_at: None,
        }
    }

    /// Sends the provider's usual message; the whole script must be asked for.
    #[track_caller]
    pub fn send(&self) -> Ended {
        self.send_one(self.sending())
    }

    /// Sends and fails.
    #[track_caller]
    pub fn fail(&self) -> Error {
        self.send().expect_err("the send must fail")
    }

    #[track_caller]
    pub fn send_one(&self, sending: Sending) -> Ended {
        self.send_all(vec![sending]).remove(0)
    }

    /// Sends side by side; the whole script must be asked for.
    #[track_caller]
    pub fn send_all(&self, sendings: Vec<Sending>) -> Vec<Ended> {
        let before = self.world.elapsed();
        let futures = sendings
            .into_iter()
            .map(|sending| Box::pin(self.run(sending)) as Pin<Box<dyn Future<Output = Ended>>>)
            .collect();
        let ended = self.world.run(futures);
        self.took.set(self.world.elapsed() - before);
        let name = self.line.name;
        assert_eq!(self.wire.left_over(), 0, "{name}: replies nobody asked for");
        for ended in &ended {
            self.assert_hidden(ended);
        }
        ended
    }

    /// Asks the provider; the whole script must be asked for.
    #[track_caller]
    pub fn ask(&self, task: &Task) -> Result<Found, Error> {
        let abort = Abort(None);
        let asked = self.client.ask(task, self.io(&abort));
        let found = self.world.run(vec![Box::pin(asked)]).remove(0);
        assert_eq!(self.wire.left_over(), 0, "replies nobody asked for");
        let secrets = self.secrets.borrow();
        match &found {
            Ok(found) => assert_hidden(&format!("{found:?}"), &secrets),
            Err(error) => {
                assert_hidden(&serde_json::to_string(error).unwrap(), &secrets);
                assert_hidden(&format!("{error:?} {error}"), &secrets);
            }
        }
        assert_hidden(&format!("{:?}", self.events()), &secrets);
        found
    }

    /// What sending a message would do now.
    pub fn plan(&self, message: &str, mode: Option<Adapt>) -> Plan {
        let message = Json::from_input(message).unwrap();
        self.client.plan(&message, &[], mode, self.world.now())
    }

    /// A send that has not begun, for a test that polls it by hand.
    pub fn start(&self, sending: Sending) -> Pin<Box<dyn Future<Output = Ended> + '_>> {
        Box::pin(self.run(sending))
    }

    fn io<'a>(&'a self, abort: &'a Abort) -> Io<'a, Wire, World> {
        Io {
            transport: &self.wire,
            clock: &self.world,
            abort,
            observer: &self.events,
            store: self.shelf.as_ref().map(|shelf| shelf as &dyn TokenStore),
        }
    }

    async fn run(&self, sending: Sending) -> Ended {
        let abort = Abort(sending.abort_at.map(|ms| self.world.timer(ms)));
        self.world.timer(sending.at).await;
        let message = Json::from_input(&sending.message).unwrap();
        let options = SendOptions::read(&Json::parse(sending.options).unwrap()).unwrap();
        let io = self.io(&abort);
        self.client.send(&message, &[], &options, io).await
    }

    #[track_caller]
    fn assert_hidden(&self, ended: &Ended) {
        let secrets = self.secrets.borrow();
        let json = match ended {
            Ok(receipt) => serde_json::to_string(receipt),
            Err(error) => serde_json::to_string(error),
        };
        assert_hidden(&json.unwrap(), &secrets);
        // Debug shows `raw` too, which JSON leaves out.
        assert_hidden(&format!("{ended:?}"), &secrets);
        if let Err(error) = ended {
            assert_hidden(&error.to_string(), &secrets);
        }
        for event in self.events.0.borrow().iter() {
            assert_hidden(&serde_json::to_string(event).unwrap(), &secrets);
            assert_hidden(&format!("{event:?}"), &secrets);
        }
        assert_hidden(&format!("{:?}", self.wire.seen.borrow()), &secrets);
    }

    /// The requests that left so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.wire.seen.borrow().clone()
    }

    /// When each request left, in milliseconds since the bench began.
    pub fn times(&self) -> Vec<i64> {
        self.seen().iter().map(|seen| seen.at).collect()
    }

    /// The ends of the paths that requests went to: `get_token`, `send`.
    pub fn calls(&self) -> Vec<String> {
        let seen = self.seen();
        seen.iter().map(|seen| seen.call().to_owned()).collect()
    }

    /// How long the last sends took.
    pub fn took(&self) -> i64 {
        self.took.get()
    }

    pub fn events(&self) -> Vec<AttemptEvent> {
        self.events.0.borrow().clone()
    }

    /// The events that end attempts.
    pub fn ends(&self) -> Vec<AttemptEvent> {
        let mut events = self.events();
        events.retain(|event| event.phase == Phase::End);
        events
    }
}
