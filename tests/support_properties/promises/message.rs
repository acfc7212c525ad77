//! Any value as a message.

use sessage::delivery::{Client, Options};
use sessage::json::Json;
use sessage::message::Attachment;
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::{PROVIDERS, validate};

use super::wire::Script;
use super::{NOW, problems, request};

/// A configuration of each provider, in the registry's order.
const CONFIGS: [&str; 4] = [
    r#"{"provider":"islash","baseUrl":"https://a.example/api/public","token":"tok-3f81","session":"ses-91c2"}"#,
    r#"{"provider":"connectly","businessId":"b/1","apiKey":"key-77aa"}"#,
    r#"{"provider":"texter","projectId":"p1","token":"tok-c4b1"}"#,
    r#"{"provider":"yeastar","baseUrl":"https://pbx.example:8088","accessToken":"tok-2ab9","from":"+1555"}"#,
];

/// Whatever the message is: it can be validated, all that is wrong is said, and what is wrong is not sent.
pub fn holds(value: &Json, attachments: &[Attachment]) {
    for (entry, config) in PROVIDERS.iter().zip(CONFIGS) {
        let (read, found) = validate(value, attachments, entry, None, NOW);
        problems::are_well_formed(&found, value);
        assert!(read.is_some() || problems::have_error(&found));

        let config = Json::parse(config).unwrap();
        let client = Client::new(&config, Options::default(), false).unwrap();
        assert_eq!(client.provider(), entry.capabilities.provider);
        is_sent_only_without_errors(&client, value, attachments);
    }
}

fn is_sent_only_without_errors(client: &Client, value: &Json, attachments: &[Attachment]) {
    let found = client.validate(value, attachments, NOW);
    problems::are_well_formed(&found, value);
    let wire = Script::new(&[]);
    let error = wire.send(client, value, attachments).unwrap_err();
    let requests = wire.requests.borrow();
    assert_eq!(error.outcome, Outcome::NotSent);
    if problems::have_error(&found) {
        assert!(
            requests.is_empty(),
            "sent in spite of {found:?}: {requests:?}"
        );
        assert!(wire.events.borrow().is_empty());
        assert!(matches!(
            error.code,
            ErrorCode::InvalidMessage | ErrorCode::Unsupported
        ));
        assert_eq!(error.problems, found);
        assert_eq!(error.attempts, 0);
        assert!(!error.retryable);
    } else if error.code == ErrorCode::WindowClosed {
        assert!(requests.is_empty());
    } else {
        assert_eq!(error.code, ErrorCode::Network);
        assert!(!requests.is_empty());
        requests.iter().for_each(request::is_sound);
    }
}
