//! Playing one row.

use std::cell::RefCell;
use std::collections::VecDeque;

use serde_json::Value;
use sessage::delivery::{
    Client, Clock as _, Io, Never, Options, SendOptions, Transport, TransportError, Unobserved,
};
use sessage::json::Json;
use sessage::message::Attachment;
use sessage::provider::{Answer, Body, Purpose, Request};

use crate::blobs::take_out;
use crate::right;
use crate::support_delivery::World;

/// A row and the client that it is about.
pub struct Row<'a> {
    row: &'a Value,
    /// The provider's usual recipient.
    to: &'a Value,
    client: Client,
    world: World,
    wire: Wire,
}

/// Gives the row's answers, one a request.
struct Wire {
    answers: RefCell<VecDeque<Result<Answer, TransportError>>>,
    bodies: RefCell<Vec<Value>>,
}

impl Transport for Wire {
    async fn call(&self, request: &Request) -> Result<Answer, TransportError> {
        if let (Purpose::Send, Body::Json(body)) = (request.purpose, &request.body) {
            let text = body.to_string();
            self.bodies
                .borrow_mut()
                .push(serde_json::from_str(&text).unwrap());
        }
        let next = self.answers.borrow_mut().pop_front();
        next.unwrap_or_else(|| panic!("one request too many: {}", request.masked_url()))
    }
}

impl<'a> Row<'a> {
    pub fn new(row: &'a Value, configs: &'a Value) -> Self {
        let provider = row["provider"].as_str().unwrap();
        let mut config = configs[provider]["config"].clone();
        if let Some(members) = row["config"].as_object() {
            for (key, value) in members {
                config[key] = value.clone();
            }
            config
                .as_object_mut()
                .unwrap()
                .retain(|_, value| !value.is_null());
        }
        let options = Options::read(&json(&row["options"])).unwrap();
        let answers = row["answers"].as_array().map_or(&[][..], Vec::as_slice);
        Self {
            row,
            to: &configs[provider]["to"],
            client: Client::new(&json(&config), options, false).unwrap(),
            world: World::new(),
            wire: Wire {
                answers: RefCell::new(answers.iter().map(answer).collect()),
                bodies: RefCell::default(),
            },
        }
    }

    pub fn play(&self) {
        let right = &self.row["right"];
        let (message, attachments) = self.message();
        match self.row["call"].as_str().unwrap_or("send") {
            "validate" => {
                let found = self
                    .client
                    .validate(&message, &attachments, self.world.now());
                right::assert_problems(right, &serde_json::to_value(found).unwrap());
            }
            "send" => self.send(&message, &attachments),
            other => panic!("no such call: {other}"),
        }
        let left = self.wire.answers.borrow().len();
        assert_eq!(left, 0, "answers that nobody asked for");
        if let Some(bodies) = right["bodies"].as_array() {
            assert_eq!(*bodies, *self.wire.bodies.borrow());
        }
    }

    fn send(&self, message: &Json, attachments: &[Attachment]) {
        let options = SendOptions::read(&json(&self.row["send"])).unwrap();
        let io = Io {
            transport: &self.wire,
            clock: &self.world,
            abort: &Never,
            observer: &Unobserved,
            store: None,
        };
        let send = self.client.send(message, attachments, &options, io);
        let ended = self.world.run(vec![Box::pin(send)]).remove(0);
        right::assert_ended(&self.row["right"], &ended);
    }

    fn message(&self) -> (Json, Vec<Attachment>) {
        let mut message = match &self.row["message"] {
            Value::Null => serde_json::json!({"content": {"type": "text", "text": "Hello"}}),
            message => message.clone(),
        };
        if let Some(members) = message.as_object_mut() {
            members.entry("to").or_insert_with(|| self.to.clone());
        }
        make_live(&mut message, self.world.now());
        take_out(&json(&message))
    }
}

/// The rows that a row with `each` stands for.
pub fn expand(row: &Value) -> Vec<Value> {
    let mut row = row.clone();
    let each = row.as_object_mut().unwrap().remove("each");
    let mut texts = vec![row.to_string()];
    for (name, values) in each.iter().flat_map(|it| it.as_object().unwrap()) {
        let one = |text: &String, value: &Value| {
            let plain = value.as_str().map_or(value.to_string(), str::to_owned);
            let number = format!("\"{{{{{name}:number}}}}\"");
            let text = text.replace(&number, &plain);
            text.replace(&format!("{{{{{name}}}}}"), &plain)
        };
        let values = values.as_array().unwrap();
        texts = texts
            .iter()
            .flat_map(|text| values.iter().map(move |value| one(text, value)))
            .collect();
    }
    texts
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect()
}

fn json(value: &Value) -> Json {
    if value.is_null() {
        return Json::from_input("{}").unwrap();
    }
    Json::from_input(&value.to_string()).unwrap()
}

/// Puts in times, and what stands several times.
fn make_live(value: &mut Value, now: i64) {
    if let Some([item, times]) = value
        .get("$repeat")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        let times = usize::try_from(times.as_u64().unwrap()).unwrap();
        *value = match item {
            Value::String(text) => Value::from(text.repeat(times)),
            item => Value::from(vec![item.clone(); times]),
        };
        return;
    }
    if let Some(from_now) = value.get("$now").and_then(Value::as_i64) {
        *value = Value::from(now + from_now);
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| make_live(item, now)),
        Value::Object(members) => members.values_mut().for_each(|it| make_live(it, now)),
        _ => {}
    }
}

fn answer(given: &Value) -> Result<Answer, TransportError> {
    if given["refused"] == true {
        return Err(TransportError::NeverOpened(
            "connect ECONNREFUSED.".to_owned(),
        ));
    }
    if given["broken"] == true {
        return Err(TransportError::Broken("read ECONNRESET.".to_owned()));
    }
    let header = |name: &str| given["headers"][name].as_str().map(str::to_owned);
    Ok(Answer {
        echoes: Vec::new(),
        status: u16::try_from(given["status"].as_u64().unwrap()).unwrap(),
        retry_after: header("retry-after"),
        location: header("location"),
        text: match &given["body"] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            body => body.to_string(),
        },
    })
}
