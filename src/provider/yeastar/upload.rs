//! Uploads: a file goes to the PBX first, and a message names what the PBX made of it.

use super::Yeastar;
use super::capabilities::{UPLOAD, UPLOAD_BYTES};
use super::request::call;
use super::response::okay;
use crate::json::{Json, object};
use crate::message::{Attachment, Media, MediaSource, UploadedFile, Value};
use crate::problem::Problems;
use crate::provider::{Answer, Body, Failure, Method, Part, PartValue, Purpose, Request};
use crate::rules::Limit;
use crate::secret::{Secret, later};

pub(super) fn check(file: &Attachment, problems: &mut Problems) {
    let size = Limit::Bytes(UPLOAD_BYTES);
    if let Some(problem) = size.fault("", Value::File(file)) {
        problems.add(problem.with_source(UPLOAD));
    }
}

/// The upload of a message's own file.
pub(super) fn request_of(
    config: &Yeastar,
    media: &Media,
    token: &Secret,
) -> Result<Request, Failure> {
    match &media.source {
        MediaSource::File(file) => Ok(request(config, file, media.filename.clone(), token)),
        _ => Err(Failure::uncarried("an upload of what is no file")),
    }
}

/// The upload of a file, under a name of the caller's or its own.
pub(super) fn request(
    config: &Yeastar,
    file: &Attachment,
    filename: Option<String>,
    token: &Secret,
) -> Request {
    let part = Part {
        name: "files".to_owned(),
        value: PartValue::File(file.clone(), file.named(filename.as_ref())),
    };
    let body = Body::Form(vec![part]);
    call(
        config,
        Purpose::Upload,
        Method::Post,
        "message/batchupload",
        body,
        token,
    )
}

/// The file as the PBX keeps it.
pub(super) fn read(answer: &Answer) -> Result<UploadedFile, Failure> {
    let body = okay(answer)?;
    let list = body.get("list").and_then(Json::as_array);
    let file = list.and_then(<[Json]>::first);
    let text = |key: &str| file?.get(key).and_then(Json::as_id);
    match text("uri") {
        Some(uri) => Ok(UploadedFile {
            id: text("id"),
            name: text("name"),
            uri,
            content_type: text("type"),
            size: file.and_then(|file| file.get("size")?.as_i64()),
        }),
        None => Err(Failure::bad_response("It reports success and no file.")),
    }
}

/// The answer of an upload in a plan: what the PBX calls the file is not known yet.
pub(super) fn placeholder(request: &Request) -> Answer {
    let part = match &request.body {
        Body::Form(parts) => parts.first().map(|part| &part.value),
        _ => None,
    };
    let text = |text: String| Some(Json::from(text));
    let file = match part {
        Some(PartValue::File(file, name)) => object([
            ("id", text(later("upload.id"))),
            ("name", text(name.clone())),
            ("uri", text(later("upload.uri"))),
            ("type", text(file.sent_type().to_owned())),
            ("size", i64::try_from(file.size).ok().map(Json::from)),
        ]),
        _ => Json::Null,
    };
    let body = object([
        ("errcode", Some(Json::from(0))),
        ("list", Some(Json::Array(vec![file]))),
    ]);
    Answer {
        status: 200,
        text: body.to_string(),
        ..Answer::default()
    }
}
