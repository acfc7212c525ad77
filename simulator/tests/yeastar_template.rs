//! Yeastar lists templates and sends them, by help.yeastar.com.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, body, keys, long, with, yeastar::*};
use serde_json::{Value, json};

/// The components of the page's template as the page's list shows them.
const COMPONENTS: &str = concat!(
    r#"[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","#,
    r#""text":"Hello! 👋\n\nAs a valued {{customertier}} member, we’re excited to share a special {{offertype}} with you! 🎁\nEnjoy {{offerdetails}}—available until {{expirydate}}.\n\nIf you have any questions or want to redeem your offer, simply reply to this message or contact our team.\n\nThank you for choosing {{companyname}}! 💙"},"#,
    r#"{"type":"BUTTONS","buttons":[{"type":"FLOW","text":"Redeem Offer","#,
    r#""flow_id":657693363952373,"flow_action":"NAVIGATE","navigate_screen":"SIGN_UP"},"#,
    r#"{"type":"URL","text":"Visit website","url":"https://test.com/"},{"type":"VOICE_CALL","#,
    r#""text":"Contact us"}]}]"#,
);

/// A template by place: a header with a variable, two values, a button with a variable and one without.
fn order() -> Value {
    json!({
        "id": 1774,
        "template_id": "1293546285747228",
        "name": "order_update",
        "language": {"code": "en"},
        "parameter_format": "POSITIONAL",
        "components": [
            {"type": "HEADER", "parameters": [{"type": "TEXT", "text": "4711"}]},
            {"type": "BODY", "parameters": [
                {"type": "TEXT", "text": "Ada"},
                {"type": "TEXT", "text": "Monday    morning"},
            ]},
            {"type": "BUTTONS", "parameters": [
                {"type": "URL", "text": "4711"},
                {"type": "QUICK_REPLY", "text": ""},
            ]},
        ],
    })
}

fn named() -> Value {
    serde_json::from_str(PARAM).unwrap()
}

fn filled(param: &Value) -> Value {
    let text = Some(json!(param.to_string()));
    with(&template(), "/whatsapp_msg_param", text)
}

async fn answer(simulator: &Simulator, message: &Value) -> Value {
    let answer = simulator.yeastar(message).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    body(answer).await
}

async fn list(simulator: &Simulator, query: &str) -> Value {
    let path = format!("{API}/message_channel/whatsapp_template");
    let path = format!("{path}?access_token=sim-yeastar-access-2ab9&{query}");
    let answer = simulator.get(&path).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    body(answer).await
}

#[tokio::test]
async fn lists_the_page_s_template_as_the_page_does() {
    let simulator = Simulator::start().await;
    let found = list(&simulator, "omnichannel_id=1&search_value=discount").await;
    assert_eq!(keys(&found), ["errcode", "errmsg", "total_number", "data"]);
    let expected = json!({
        "id": 1773,
        "template_id": "1293546285747227",
        "name": "discount_campaign",
        "parameter_format": "NAMED",
        "language": "en",
        "category": "MARKETING",
        "sub_category": "CUSTOM",
        "components_data": COMPONENTS,
        "omnichannel_id": 1,
    });
    assert_eq!(found["total_number"], 1);
    assert_eq!(found["data"], json!([expected]));
    assert_eq!(keys(&found["data"][0]), keys(&expected));
}

#[tokio::test]
async fn pages_and_filters() {
    let simulator = Simulator::start().await;
    let all = list(&simulator, "omnichannel_id=1&page_size=100").await;
    let all = all["data"].as_array().unwrap();
    assert!(all.len() > 10);
    let cases = [
        ("", &all[..10]),
        ("&page=1", &all[..10]),
        ("&page=2", &all[10..]),
        ("&page=3", &all[..0]),
        ("&page=2&page_size=3", &all[3..6]),
    ];
    for (query, expected) in cases {
        let found = list(&simulator, &format!("omnichannel_id=1{query}")).await;
        assert_eq!(found["total_number"], all.len(), "{query}");
        assert_eq!(found["data"].as_array().unwrap(), expected, "{query}");
    }
    for (query, total) in [
        ("&language=de", 4),
        ("&language=de,zh_HK", 5),
        ("&category=AUTHENTICATION", 1),
        ("&category=AUTHENTICATION,MARKETING", 3),
        ("&search_value=Order_", 3),
        ("&search_value=order_&language=en", 1),
        ("&search_value=nothing", 0),
    ] {
        let found = list(&simulator, &format!("omnichannel_id=1{query}")).await;
        assert_eq!(found["total_number"], total, "{query}");
    }
}

#[tokio::test]
async fn refuses_lists() {
    let simulator = Simulator::start().await;
    for (query, field, value) in [
        ("", "omnichannel_id", ""),
        ("omnichannel_id=x", "omnichannel_id", "x"),
        ("omnichannel_id=1&omnichannel_id=1", "omnichannel_id", "1"),
        ("omnichannel_id=1&page=0", "page", "0"),
        ("omnichannel_id=1&page_size=x", "page_size", "x"),
        ("omnichannel_id=1&category=NEWS", "category", "NEWS"),
        ("omnichannel_id=1&colour=red", "colour", "red"),
    ] {
        let answer = list(&simulator, query).await;
        assert_eq!(answer["errcode"], 40002, "{query}");
        let wrong = json!([{"field": field, "value": value}]);
        assert_eq!(answer["invalid_param_list"], wrong, "{query}");
    }
    let expected = json!({"errcode": 70130, "errmsg": "CAHNNEL ID NOT FOUND"});
    assert_eq!(list(&simulator, "omnichannel_id=2").await, expected);
    let path = format!("{API}/message_channel/whatsapp_template?omnichannel_id=1");
    let stranger = simulator.get(&path).send().await.unwrap();
    assert_eq!(body(stranger).await["errcode"], 10004);
}

#[tokio::test]
async fn takes_templates() {
    let simulator = Simulator::start().await;
    let video = json!([{"type": "VIDEO", "file_list": [{"uri": "20261120/unpacking.mp4"}]}]);
    let video = json!([{"type": "HEADER", "parameters": video}]);
    let hours = json!({
        "id": 1777,
        "template_id": "1293546285747231",
        "name": "opening_hours",
        "language": {"code": "en"},
        "parameter_format": "POSITIONAL",
        "components": [],
    });
    let works = json!({
        "id": 1781,
        "template_id": "1293546285747235",
        "name": "how_it_works",
        "language": {"code": "en"},
        "parameter_format": "POSITIONAL",
        "components": video,
    });
    let header = json!([{"type": "TEXT", "text": "Ada", "parameter_name": "customer"}]);
    let appointment = json!({
        "id": 1782,
        "template_id": "1293546285747236",
        "name": "appointment",
        "language": {"code": "en"},
        "parameter_format": "NAMED",
        "components": [
            {"type": "HEADER", "parameters": header},
            {"type": "BODY", "parameters": [
                {"type": "TEXT", "text": "nine", "parameter_name": "time"},
                {"type": "TEXT", "text": "Monday", "parameter_name": "day"},
            ]},
            {"type": "BUTTONS", "parameters": [
                {"type": "QUICK_REPLY", "text": ""},
                {"type": "PHONE_NUMBER", "text": ""},
            ]},
        ],
    });
    let unnamed = "/components/0/parameters/0/parameter_name";
    let empty = json!([{"type": "BODY", "parameters": []}]);
    let body_text = "/components/1/parameters/0/text";
    for message in [
        template(),
        filled(&order()),
        filled(&with(&order(), body_text, Some(long(1024)))),
        filled(&hours),
        filled(&with(&hours, "/components", Some(empty))),
        filled(&works),
        filled(&appointment),
        filled(&with(&appointment, unnamed, None)),
    ] {
        let answer = answer(&simulator, &message).await;
        assert_eq!(answer["errcode"], 0, "{message}: {answer}");
        assert_eq!(keys(&answer), ["errcode", "errmsg", "msg_id", "session_id"]);
    }
}

/// A parameter, where to change it, and the field below it that is refused.
type Case = (Value, &'static str, Option<Value>, &'static str);

fn refused_params() -> Vec<Case> {
    let text = json!({"type": "TEXT", "text": "x"});
    let three = Some(json!([text, text, text]));
    let footer = json!({"type": "FOOTER", "parameters": []});
    let ids = json!({"code": "en", "id": 1});
    let body = json!([{"type": "BODY", "parameters": [text, text]}]);
    vec![
        (order(), "/id", None, "id"),
        (order(), "/id", Some(json!("1774")), "id"),
        (order(), "/template_id", None, "template_id"),
        (order(), "/template_id", Some(json!("1")), "template_id"),
        (order(), "/name", Some(json!("invoice")), "name"),
        (order(), "/language", Some(json!("en")), "language"),
        (order(), "/language/code", Some(json!("de")), "language"),
        (order(), "/language", Some(ids), "language.id"),
        (order(), "/parameter_format", None, "parameter_format"),
        (
            order(),
            "/parameter_format",
            Some(json!("NAMED")),
            "parameter_format",
        ),
        (order(), "/colour", Some(json!("red")), "colour"),
        (order(), "/components", None, "components"),
        (order(), "/components", Some(json!({})), "components"),
        (order(), "/components/2", Some(footer), "components.2.type"),
        (
            order(),
            "/components/2/type",
            Some(json!("BODY")),
            "components.2.type",
        ),
        (
            order(),
            "/components/0/colour",
            Some(json!(1)),
            "components.0.colour",
        ),
        (
            order(),
            "/components/0/parameters",
            None,
            "components.0.parameters",
        ),
        (
            order(),
            "/components/0/parameters",
            Some(json!([])),
            "components.0.parameters",
        ),
        (
            order(),
            "/components/1/parameters",
            three,
            "components.1.parameters",
        ),
        (
            order(),
            "/components/2/parameters",
            Some(json!([])),
            "components.2.parameters",
        ),
        (order(), "/components", Some(body), "components"),
    ]
}

fn refused_values() -> Vec<Case> {
    let file = json!({"uri": "20261120/front.jpg"});
    let text = "/components/1/parameters/0/text";
    let text_field = "components.1.parameters.0.text";
    let name = "/components/1/parameters/0/parameter_name";
    let name_field = "components.1.parameters.0.parameter_name";
    let header = "/components/0/parameters/0/text";
    let header_field = "components.0.parameters.0.text";
    let list = "/components/0/parameters/0/file_list";
    let list_field = "components.0.parameters.0.file_list";
    vec![
        (order(), text, None, text_field),
        (order(), text, Some(json!("")), text_field),
        (order(), text, Some(json!("a\nb")), text_field),
        (order(), text, Some(json!("a\tb")), text_field),
        (order(), text, Some(json!("a     b")), text_field),
        (order(), text, Some(long(1025)), text_field),
        (order(), name, Some(json!("1")), name_field),
        (named(), name, None, name_field),
        (
            named(),
            name,
            Some(json!("offertype")),
            "components.1.parameters.1.parameter_name",
        ),
        (named(), name, Some(json!("colour")), name_field),
        (order(), header, Some(long(61)), header_field),
        (order(), header, Some(json!("a\nb")), header_field),
        (
            order(),
            "/components/0/parameters/0/parameter_name",
            Some(json!("1")),
            "components.0.parameters.0.parameter_name",
        ),
        (
            order(),
            "/components/0/parameters/0/type",
            Some(json!("IMAGE")),
            "components.0.parameters.0.type",
        ),
        (
            named(),
            "/components/0/parameters/0/type",
            Some(json!("VIDEO")),
            "components.0.parameters.0.type",
        ),
        (named(), list, None, list_field),
        (named(), list, Some(json!([])), list_field),
        (named(), list, Some(json!([file, file])), list_field),
        (
            named(),
            "/components/0/parameters/0/file_list/0/uri",
            None,
            "components.0.parameters.0.file_list.0.uri",
        ),
        (
            order(),
            "/components/2/parameters/0/text",
            Some(json!("")),
            "components.2.parameters.0.text",
        ),
        (
            order(),
            "/components/2/parameters/1/text",
            Some(json!("OK")),
            "components.2.parameters.1.text",
        ),
        (
            order(),
            "/components/2/parameters/1/text",
            None,
            "components.2.parameters.1.text",
        ),
        (
            order(),
            "/components/2/parameters/1/type",
            Some(json!("URL")),
            "components.2.parameters.1.type",
        ),
    ]
}

#[tokio::test]
async fn refuses_parameters_by_their_names() {
    let simulator = Simulator::start().await;
    for (base, pointer, value, field) in [refused_params(), refused_values()].concat() {
        let param = with(&base, pointer, value);
        let answer = answer(&simulator, &filled(&param)).await;
        assert_eq!(answer["errcode"], 40002, "{pointer}: {param}");
        let list = answer["invalid_param_list"].as_array().unwrap();
        let expected = format!("whatsapp_msg_param.{field}");
        let is_named = list.iter().any(|wrong| wrong["field"] == expected);
        assert!(is_named, "{expected}: {answer}");
    }
}

#[tokio::test]
async fn refuses_messages_around_templates() {
    let simulator = Simulator::start().await;
    let param = "whatsapp_msg_param";
    for (pointer, value, field) in [
        ("/whatsapp_msg_param", None, param),
        ("/whatsapp_msg_param", Some(order()), param),
        ("/whatsapp_msg_param", Some(json!("{")), param),
        ("/whatsapp_msg_param", Some(json!("[]")), param),
        ("/msg_body", Some(json!("Hi")), "msg_body"),
        ("/files", Some(json!([])), "files"),
        ("/channel", Some(json!("twilio")), "channel"),
    ] {
        let answer = answer(&simulator, &with(&template(), pointer, value)).await;
        assert_eq!(answer["errcode"], 40002, "{pointer}");
        let list = answer["invalid_param_list"].as_array().unwrap();
        assert_eq!(list.len(), 1, "{answer}");
        assert_eq!(list[0]["field"], field);
    }
    let uri = "/components/0/parameters/0/file_list/0/uri";
    let gone = with(&named(), uri, Some(json!("20250725/f-00af")));
    let unknown = with(&order(), "/id", Some(json!(1)));
    for param in [gone, unknown] {
        let expected = json!({"errcode": 60001, "errmsg": "DATA NOT FOUND"});
        assert_eq!(answer(&simulator, &filled(&param)).await, expected);
    }
}
