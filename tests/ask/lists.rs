//! Each list: its requests, and what is made of the answers.

use sessage::json::Json;
use sessage::provider::{Body, Method, Purpose};

use crate::support_delivery::{Bench, ISLASH, TEXTER, YEASTAR, YEASTAR_LOGIN};
use crate::{chats, parse, shown, templates, urls};
use sessage::provider::Task;

/// An entry of iSlash's list of templates, as its page shows it.
const ISLASH_TEMPLATE: &str = r#"{"id":19,"emma_template_id":"1457356487940772","namespace":"e0c33801_c325","name":"payment_update_en",
    "components":[{"type":"HEADER","format":"TEXT","text":"Payment Update"},
        {"type":"BODY","text":"Hello {{1}}, the payment of your order {{2}} has been received"},
        {"type":"FOOTER","text":"iSlash"},
        {"type":"BUTTONS","buttons":[{"type":"URL","text":"Order Detail","url":"https://islash.io/order/{{1}}"},
            {"type":"PHONE_NUMBER","text":"Contact Us","phone_number":"+85298297833"}]},
        {"type":"CAROUSEL","cards":[]}],
    "language":"en_US","status":"APPROVED","category":"PAYMENT_UPDATE","created_at":1644220818,"updated_at":"1644220818"}"#;

const ISLASH_TEMPLATE_SHOWN: &str = r#"{"name":"payment_update_en","language":"en_US","category":"PAYMENT_UPDATE","status":"APPROVED","id":"19",
    "templateId":"1457356487940772","parameterFormat":"positional","components":[
        {"type":"header","format":"text","text":"Payment Update","parameters":[]},
        {"type":"body","text":"Hello {{1}}, the payment of your order {{2}} has been received","parameters":["1","2"]},
        {"type":"footer","text":"iSlash","parameters":[]},
        {"type":"buttons","parameters":[],"buttons":[
            {"type":"url","text":"Order Detail","url":"https://islash.io/order/{{1}}","parameters":["1"]},
            {"type":"phone_number","text":"Contact Us","parameters":[]}]}],
    "raw":RAW}"#;

fn islash_answer(list: &str, entries: &str) -> String {
    format!(
        r#"{{"meta":{{"code":"RESP_OKAY","message":"Success"}},"data":{{"{list}":[{entries}]}}}}"#
    )
}

#[test]
fn stickers_of_islash() {
    let entry = r#"{"id":66,"name":"smile","type":"image/webp","width":"512","height":512}"#;
    let lone = r#"{"id":"67"}"#;
    let bench = Bench::new(&ISLASH);
    bench.script([
        islash_answer("stickers", &format!("{entry},{lone},{{\"name\":\"x\"}},5")).as_str(),
    ]);
    let found = bench.ask(&Task::Stickers).unwrap();
    let expected = format!(
        r#"[{{"id":"66","name":"smile","type":"image/webp","width":512,"height":512,"raw":{entry}}},{{"id":"67","raw":{lone}}}]"#
    );
    assert_eq!(shown(&found), parse(&expected));
    assert_eq!(
        urls(&bench),
        ["https://islash.example/api/public/sticker?session=4711081599"]
    );
    let request = &bench.seen()[0].request;
    assert_eq!(
        (request.method, request.purpose),
        (Method::Get, Purpose::Lookup)
    );
    assert_eq!(request.headers[0].1.reveal(), "T0k/isl+1=");
    assert_eq!(request.body, Body::None);
    // The session travels in the address, which an event shows.
    let url = "https://islash.example/api/public/sticker?session=MASKED_session";
    assert!(bench.events().iter().all(|event| event.url == url));
}

#[test]
fn templates_of_islash() {
    let bench = Bench::new(&ISLASH);
    bench.script([islash_answer("templates", ISLASH_TEMPLATE).as_str()]);
    let found = bench.ask(&templates("{}")).unwrap();
    let expected = format!(
        "[{}]",
        ISLASH_TEMPLATE_SHOWN.replace("RAW", ISLASH_TEMPLATE)
    );
    assert_eq!(shown(&found), parse(&expected));
    assert_eq!(
        urls(&bench),
        ["https://islash.example/api/public/template-message"]
    );
    let seen = bench.seen();
    assert_eq!(
        (seen[0].request.method, seen[0].request.purpose),
        (Method::Post, Purpose::Lookup)
    );
    assert_eq!(seen[0].credentials(), [("session", "4711081599")]);
}

#[test]
fn templates_that_islash_gives_whole_are_searched_here() {
    let entry = |name: &str, language: &str, category: &str| {
        format!(
            r#"{{"name":"{name}","language":"{language}","category":"{category}","components":[]}}"#
        )
    };
    let entries = [
        entry("Order_ready", "en", "UTILITY"),
        entry("order_late", "de", "UTILITY"),
        entry("sale", "en", "MARKETING"),
        r#"{"name":"bare"}"#.to_owned(),
    ];
    let cases: [(&str, &[&str]); 9] = [
        ("{}", &["Order_ready", "order_late", "sale", "bare"]),
        (r#"{"search":"ORDER"}"#, &["Order_ready", "order_late"]),
        (r#"{"search":"nope"}"#, &[]),
        (
            r#"{"category":["utility"]}"#,
            &["Order_ready", "order_late"],
        ),
        (
            r#"{"category":["UTILITY","MARKETING"]}"#,
            &["Order_ready", "order_late", "sale"],
        ),
        (
            r#"{"category":[]}"#,
            &["Order_ready", "order_late", "sale", "bare"],
        ),
        (r#"{"language":["en"]}"#, &["Order_ready", "sale"]),
        (
            r#"{"language":["en"],"category":["UTILITY"]}"#,
            &["Order_ready"],
        ),
        (
            r#"{"search":"a","language":["en","de"]}"#,
            &["Order_ready", "order_late", "sale"],
        ),
    ];
    for (query, names) in cases {
        let bench = Bench::new(&ISLASH);
        bench.script([islash_answer("templates", &entries.join(",")).as_str()]);
        let found = shown(&bench.ask(&templates(query)).unwrap());
        let found: Vec<&str> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it.get("name").and_then(Json::as_str).unwrap())
            .collect();
        assert_eq!(found, names, "{query}");
    }
}

#[test]
fn chats_of_texter() {
    let entry = r#"{"_id":"67a87067aeedqdee1271ck4d","channelInfo":{"name":"whatsapp","id":"16044441111","accountId":"14151111234"},
        "displayName":"Ann B","title":"16044441111","clientPhoneE164":"+16044441111","status":2,"lastIncomingMessageTimestamp":1764547200123}"#;
    let lone = r#"{"_id":5,"status":9}"#;
    let bench = Bench::new(&TEXTER);
    let text = format!(r#"{{"data":[{entry},{lone},{{"title":"no id"}}],"total":900}}"#);
    bench.script([text.as_str()]);
    let found = bench
        .ask(&chats(r#"{"search":"Ann & B","limit":5}"#))
        .unwrap();
    let expected = format!(
        r#"[{{"id":"67a87067aeedqdee1271ck4d","title":"Ann B","phone":"+16044441111","channel":"whatsapp","account":"14151111234",
            "status":"assigned","lastInboundAt":1764547200123,"raw":{entry}}},{{"id":"5","raw":{lone}}}]"#
    );
    assert_eq!(shown(&found), parse(&expected));
    let url = "https://demo.texterchat.com/server/api/v2/chats/search?search=Ann%20%26%20B&limit=5";
    assert_eq!(urls(&bench), [url]);
    let request = &bench.seen()[0].request;
    assert_eq!(
        (request.method, request.purpose),
        (Method::Get, Purpose::Lookup)
    );
    assert_eq!(request.headers[0].1.reveal(), "Bearer T0k/tex+3=");
}

#[test]
fn a_search_without_a_limit_names_none() {
    let bench = Bench::new(&TEXTER);
    bench.script([r#"{"data":[],"total":0}"#]);
    let found = bench.ask(&chats(r#"{"search":"55"}"#)).unwrap();
    assert_eq!(shown(&found), parse("[]"));
    assert!(urls(&bench)[0].ends_with("/chats/search?search=55"));
}

// ---- Yeastar, page by page

const SEED_ENTRY: &str = r#"{"id":1773,"template_id":"1293546285747227","name":"discount_campaign","parameter_format":"NAMED","language":"en",
    "category":"MARKETING","sub_category":"CUSTOM","components_data":"[{\"type\":\"HEADER\",\"format\":\"IMAGE\"},{\"type\":\"BODY\",\"text\":\"Hello {{customertier}}, {{offertype}}\"},{\"type\":\"BUTTONS\",\"buttons\":[{\"type\":\"FLOW\",\"text\":\"Redeem Offer\",\"flow_id\":657693363952373},{\"type\":\"URL\",\"text\":\"Visit website\",\"url\":\"https://test.com/\"},{\"type\":\"VOICE_CALL\",\"text\":\"Contact us\"}]}]",
    "omnichannel_id":1}"#;

fn page(total: usize, entries: &[String]) -> String {
    let data = entries.join(",");
    format!(r#"{{"errcode":0,"errmsg":"SUCCESS","total_number":{total},"data":[{data}]}}"#)
}

fn entries(range: std::ops::Range<usize>) -> Vec<String> {
    range
        .map(|number| format!(r#"{{"name":"t{number}","components_data":"[]"}}"#))
        .collect()
}

fn names(found: &Json) -> Vec<String> {
    let items = found.as_array().unwrap().iter();
    items
        .map(|it| it.get("name").and_then(Json::as_str).unwrap().to_owned())
        .collect()
}

#[test]
fn templates_of_yeastar() {
    let bench = Bench::new(&YEASTAR);
    bench.script([page(1, &[SEED_ENTRY.to_owned()]).as_str()]);
    let query = r#"{"channelId":1,"search":"discount & co","category":["MARKETING","UTILITY"],"language":["en"]}"#;
    let found = bench.ask(&templates(query)).unwrap();
    let expected = format!(
        r#"[{{"name":"discount_campaign","language":"en","category":"MARKETING","id":"1773","templateId":"1293546285747227","channelId":"1",
            "parameterFormat":"named","components":[
                {{"type":"header","format":"image","parameters":[]}},
                {{"type":"body","text":"Hello {{{{customertier}}}}, {{{{offertype}}}}","parameters":["customertier","offertype"]}},
                {{"type":"buttons","parameters":[],"buttons":[{{"type":"flow","text":"Redeem Offer","parameters":[]}},
                    {{"type":"url","text":"Visit website","url":"https://test.com/","parameters":[]}},
                    {{"type":"voice_call","text":"Contact us","parameters":[]}}]}}],"raw":{SEED_ENTRY}}}]"#
    );
    assert_eq!(shown(&found), parse(&expected));
    assert_eq!(
        urls(&bench),
        [
            "https://pbx.example/openapi/v1.0/message_channel/whatsapp_template?access_token=T0k%2Fyea%2B4%3D&omnichannel_id=1\
          &category=MARKETING%2CUTILITY&language=en&search_value=discount%20%26%20co&page=1&page_size=50"
        ]
    );
    let request = &bench.seen()[0].request;
    assert_eq!(
        (request.method, request.purpose),
        (Method::Get, Purpose::Lookup)
    );
    assert_eq!(request.headers[0].1.reveal(), "OpenAPI");
}

#[test]
fn templates_of_several_pages() {
    // A PBX may give fewer on a page than it was asked for.
    for size in [50, 20] {
        let bench = Bench::new(&YEASTAR);
        let total = 2 * size + 1;
        let ranges = [0..size, size..2 * size, 2 * size..total];
        for range in ranges {
            bench.script([page(total, &entries(range)).as_str()]);
        }
        let found = shown(&bench.ask(&templates(r#"{"channelId":"1"}"#)).unwrap());
        let expected: Vec<String> = (0..total).map(|number| format!("t{number}")).collect();
        assert_eq!(names(&found), expected);
        let pages: Vec<bool> = urls(&bench)
            .iter()
            .zip(["&page=1&", "&page=2&", "&page=3&"])
            .map(|(url, page)| url.contains(page))
            .collect();
        assert_eq!(pages, [true; 3], "{size}");
    }
}

#[test]
fn a_page_of_nothing_is_the_last() {
    let bench = Bench::new(&YEASTAR);
    bench.script([page(90, &entries(0..50)).as_str(), page(90, &[]).as_str()]);
    let found = shown(&bench.ask(&templates(r#"{"channelId":1}"#)).unwrap());
    assert_eq!(names(&found).len(), 50);
}

/// Without a total, a page that is not full is the last.
#[test]
fn pages_without_a_total() {
    let bench = Bench::new(&YEASTAR);
    for range in [0..50, 50..60] {
        let untold = page(0, &entries(range)).replace(r#""total_number":0,"#, "");
        bench.script([untold.as_str()]);
    }
    let found = shown(&bench.ask(&templates(r#"{"channelId":1}"#)).unwrap());
    assert_eq!(names(&found).len(), 60);
}

/// A PBX that has no end is asked for a hundred pages.
#[test]
fn pages_without_an_end() {
    let bench = Bench::new(&YEASTAR);
    for number in 0..100 {
        bench.script([page(1_000_000, &entries(number..number + 1)).as_str()]);
    }
    let found = shown(&bench.ask(&templates(r#"{"channelId":1}"#)).unwrap());
    assert_eq!(names(&found).len(), 100);
}

#[test]
fn a_token_that_ends_between_two_pages_is_renewed() {
    let tokens = |number: usize| {
        format!(
            r#"{{"errcode":0,"access_token":"a-{number}","access_token_expire_time":1800,"refresh_token":"r-{number}"}}"#
        )
    };
    let bench = Bench::new(&YEASTAR_LOGIN);
    bench.script([tokens(1).as_str(), page(51, &entries(0..50)).as_str()]);
    bench.script([
        r#"{"errcode":10004,"errmsg":"TOKEN EXPIRED"}"#,
        tokens(2).as_str(),
    ]);
    bench.script([page(51, &entries(50..51)).as_str()]);
    let found = shown(&bench.ask(&templates(r#"{"channelId":1}"#)).unwrap());
    assert_eq!(names(&found).len(), 51);
    let list = "whatsapp_template";
    assert_eq!(
        bench.calls(),
        ["get_token", list, list, "refresh_token", list]
    );
    let urls = urls(&bench);
    assert!(
        urls[2].contains("a-1&") && urls[2].contains("&page=2&"),
        "{urls:?}"
    );
    assert!(
        urls[4].contains("a-2&") && urls[4].contains("&page=2&"),
        "{urls:?}"
    );
}

// ---- secrets

#[test]
fn a_secret_that_a_list_gives_back_is_masked() {
    let bench = Bench::new(&ISLASH);
    let entry = r#"{"id":4711081599,"name":"4711081599","type":"T0k%2Fisl%2B1%3D","note":["x T0k/isl+1= y"]}"#;
    bench.script([islash_answer("stickers", entry).as_str()]);
    let found = shown(&bench.ask(&Task::Stickers).unwrap());
    let expected = r#"[{"id":"MASKED_session","name":"MASKED_session","type":"MASKED_token",
        "raw":{"id":"MASKED_session","name":"MASKED_session","type":"MASKED_token","note":["x MASKED_token y"]}}]"#;
    assert_eq!(found, parse(expected));
}
