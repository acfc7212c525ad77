//! The router: control, providers, folders, and CORS over all of it.

use std::{path::PathBuf, sync::Arc};

use axum::{
    Router,
    http::{Method, header},
    routing::any,
};
use tokio::net::TcpListener;
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

use crate::{connection, control, files, play, provider::Provider, respond::NOTE, state::State};

/// What a server is started with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folders to serve beside the providers.
    pub folders: Vec<StaticFolder>,
}

/// A folder and the path it is served at.
#[derive(Clone, Debug)]
pub struct StaticFolder {
    /// The path, beginning with a slash.
    pub path: String,
    /// The folder on the disk.
    pub folder: PathBuf,
}

impl StaticFolder {
    /// Reads `PATH=FOLDER`.
    pub fn parse(text: &str) -> Option<Self> {
        let (path, folder) = text.split_once('=')?;
        if !path.starts_with('/') || folder.is_empty() {
            return None;
        }
        let path = match path.trim_end_matches('/') {
            "" => "/",
            path => path,
        };
        Some(Self {
            path: path.to_owned(),
            folder: PathBuf::from(folder),
        })
    }
}

/// Serves until the future is dropped; all connections end with it.
pub async fn serve(listener: TcpListener, options: Options) {
    connection::accept(listener, router(&options)).await;
}

fn router(options: &Options) -> Router {
    let state = Arc::new(State::default());
    let mut router = Router::new().nest("/_simulator", control::router(state.clone()));
    for provider in Provider::ALL {
        let state = state.clone();
        let play = any(move |request| play::play(state.clone(), provider, request));
        let prefix = format!("/{}", provider.name());
        router = router
            .route(&prefix, play.clone())
            .route(&format!("{prefix}/"), play.clone())
            .route(&format!("{prefix}/{{*rest}}"), play);
    }
    files::add(router, &options.folders).layer(cors())
}

/// Any page may call, and may read what it needs to decide about a repeat.
fn cors() -> CorsLayer {
    let methods = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
    ];
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods(methods)
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([header::RETRY_AFTER, NOTE])
}
