//! Any answer to any call.

use sessage::delivery::{Client, Options};
use sessage::json::Json;
use sessage::listing::{ChatQuery, TemplateQuery, Upload};
use sessage::message::Attachment;
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::{Answer, Found, Memory, Step, Surroundings, Task, configure, validate};

use super::wire::Script;
use super::{NOW, request, secrets};

/// A configuration and a message whose send takes other calls than the others'.
pub struct Setup {
    /// What it is called.
    pub name: &'static str,
    config: &'static str,
    message: &'static str,
}

const TO_PHONE: &str =
    r#"{"to":"+16044441111","from":"+14155551234","content":{"type":"text","text":"hello"}}"#;
const TO_PHONE_ALONE: &str = r#"{"to":"+16044441111","content":{"type":"text","text":"hello"}}"#;
const TO_CHAT: &str =
    r#"{"to":{"conversationId":"3077"},"content":{"type":"text","text":"hello"}}"#;

const TEMPLATE: &str = r#"{"to":"+16044441111","from":"+14155551234","content":{"type":"template","name":"t","language":"en","id":1,"templateId":"2"}}"#;

/// Every way that a send can take. The secrets have characters that JSON and URLs write in other ways.
pub const SETUPS: [Setup; 8] = [
    Setup {
        name: "islash",
        config: r#"{"provider":"islash","baseUrl":"https://a.example","token":"iX/7\"\\%3fTOK","session":"4711 ß\n\"SES\""}"#,
        message: TO_PHONE_ALONE,
    },
    Setup {
        name: "connectly",
        config: r#"{"provider":"connectly","businessId":"b","apiKey":"cX+7==<KEY>"}"#,
        message: TO_PHONE,
    },
    Setup {
        name: "texter",
        config: r#"{"provider":"texter","projectId":"p","token":"47110815123456"}"#,
        message: TO_CHAT,
    },
    Setup {
        name: "texter look-up",
        config: r#"{"provider":"texter","projectId":"p","token":"tX7-TOKEN-tX7"}"#,
        message: TO_PHONE_ALONE,
    },
    Setup {
        name: "yeastar token",
        config: r#"{"provider":"yeastar","baseUrl":"https://a.example","accessToken":"yX&7=?ACCESS"}"#,
        message: TO_CHAT,
    },
    Setup {
        name: "yeastar login",
        config: r#"{"provider":"yeastar","baseUrl":"https://a.example","clientId":"yX-CLIENT","clientSecret":"yX-CLIENT-and-more"}"#,
        message: TO_PHONE,
    },
    Setup {
        name: "texter template",
        config: r#"{"provider":"texter","projectId":"p","token":"tX7-TOKEN-tX7"}"#,
        message: TEMPLATE,
    },
    Setup {
        name: "yeastar template",
        config: r#"{"provider":"yeastar","baseUrl":"https://a.example","clientId":"yX-CLIENT","clientSecret":"yX-CLIENT-and-more"}"#,
        message: TEMPLATE,
    },
];

/// A login, a send, a refresh, a login, a send: no provider needs more calls than this.
const MOST_CALLS: usize = 6;

impl Setup {
    /// The texts that must not come out.
    pub fn secrets(&self) -> Vec<String> {
        let (_, provider) = configure(&self.config(), Surroundings::default()).unwrap();
        let secrets = provider.secrets();
        secrets
            .iter()
            .map(|secret| secret.reveal().to_owned())
            .collect()
    }

    fn config(&self) -> Json {
        Json::parse(self.config).unwrap()
    }

    fn message(&self) -> Json {
        Json::parse(self.message).unwrap()
    }
}

/// Whatever is answered: the send ends, truthfully, and no secret comes out.
pub fn holds(setup: &Setup, answers: &[Answer]) {
    assert!(!answers.is_empty());
    exchange_ends(setup, answers);
    client_tells_no_secret(setup, answers);
}

fn exchange_ends(setup: &Setup, answers: &[Answer]) {
    let (entry, provider) = configure(&setup.config(), Surroundings::default()).unwrap();
    let (message, _) = validate(&setup.message(), &[], entry, Some(provider.as_ref()), NOW);
    let mut exchange = provider.exchange(Task::Send(message.unwrap())).unwrap();
    let mut memory = Memory {
        chat_cache_ms: 600_000,
        ..Memory::default()
    };
    let script = Script::new(answers);
    let mut step = exchange.begin(&mut memory, NOW);
    let mut last = None;
    for _ in 0..=MOST_CALLS {
        match step {
            Step::Call(call) => {
                request::is_sound(&call);
                let answer = script.answer().unwrap();
                step = exchange.answer(answer, &mut memory, NOW);
                last = Some(answer);
            }
            Step::Sent(sent) => {
                assert!(!sent.message_id.is_empty());
                assert!(last.is_some_and(Answer::is_success), "{last:?}");
                return;
            }
            Step::Failed(failure) => {
                assert!(!failure.retry || failure.outcome == Outcome::NotSent);
                return;
            }
            // There is no store, and a send finds nothing.
            Step::Recall | Step::Found(_) => panic!("{}: {step:?}", setup.name),
        }
    }
    panic!("{}: more than {MOST_CALLS} calls", setup.name);
}

/// Whatever is answered to what is no send: it ends, nothing is said to be sent, and no secret comes out.
pub fn asks_hold(setup: &Setup, answers: &[Answer]) {
    let chats = Json::parse(r#"{"search":"Ann"}"#).unwrap();
    let upload = Upload {
        file: Attachment::default(),
        filename: None,
    };
    let tasks = [
        Task::Stickers,
        Task::Chats(ChatQuery::read(&chats).unwrap()),
        Task::Upload(upload),
        Task::Templates(TemplateQuery::default()),
    ];
    let hidden = setup.secrets();
    for task in &tasks {
        let client = Client::new(&setup.config(), Options::default(), false).unwrap();
        let script = Script::new(answers);
        match script.ask(&client, task) {
            Ok(found) => {
                let shown = match &found {
                    Found::File(file) => serde_json::to_string(file),
                    Found::Templates(templates) => serde_json::to_string(templates),
                    Found::Stickers(stickers) => serde_json::to_string(stickers),
                    Found::Chats(chats) => serde_json::to_string(chats),
                };
                secrets::are_not_in(&(), Some(&shown.unwrap()), &hidden);
            }
            Err(error) => {
                assert_eq!(error.outcome, Outcome::NotSent, "{task:?}");
                assert_eq!((error.attempts, error.parts.len()), (0, 0), "{task:?}");
                assert_ne!(error.code, ErrorCode::Internal, "{task:?}");
                secrets::are_not_in(&error, error.raw.as_deref(), &hidden);
            }
        }
        script.requests.borrow().iter().for_each(request::is_sound);
        for event in script.events.borrow().iter() {
            secrets::are_not_in(event, None, &hidden);
        }
    }
}

fn client_tells_no_secret(setup: &Setup, answers: &[Answer]) {
    let client = Client::new(&setup.config(), Options::default(), false).unwrap();
    let script = Script::new(answers);
    let sent = script.send(&client, &setup.message(), &[]);
    let hidden = setup.secrets();
    match &sent {
        Ok(receipt) => {
            assert!(!receipt.message_id.is_empty());
            assert!(receipt.attempts >= 1);
            secrets::are_not_in(receipt, receipt.raw.as_deref(), &hidden);
        }
        Err(error) => {
            assert!(!matches!(
                error.code,
                ErrorCode::InvalidMessage | ErrorCode::Internal
            ));
            secrets::are_not_in(error, error.raw.as_deref(), &hidden);
        }
    }
    for event in script.events.borrow().iter() {
        secrets::are_not_in(event, None, &hidden);
    }
}
