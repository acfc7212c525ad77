//! Folders served as they lie on the disk, for the demo page and the built package.

use axum::{
    Router,
    http::{HeaderValue, Response, header},
};
use tower::ServiceBuilder;
use tower_http::services::ServeDir;

use crate::server::StaticFolder;

/// Adds the folders to the router. The one at `/` answers whatever nobody else does.
pub fn add(mut router: Router, folders: &[StaticFolder]) -> Router {
    for folder in folders {
        let service = ServiceBuilder::new()
            .map_response(mark)
            .service(ServeDir::new(&folder.folder));
        router = if folder.path == "/" {
            router.fallback_service(service)
        } else {
            router.nest_service(&folder.path, service)
        };
    }
    router
}

fn mark<B>(mut response: Response<B>) -> Response<B> {
    let headers = response.headers_mut();
    // Whoever rebuilds the page must not be shown the old one.
    let no_store = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, no_store);
    // RFC 9239 made text/javascript the one name.
    let old_name = HeaderValue::from_static("application/javascript");
    if headers.get(header::CONTENT_TYPE) == Some(&old_name) {
        let name = HeaderValue::from_static("text/javascript");
        headers.insert(header::CONTENT_TYPE, name);
    }
    response
}
