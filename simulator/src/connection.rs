//! The accept loop, and the cutting of a connection in the middle of an exchange.

use std::sync::Arc;

use axum::{Router, body::Body, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinSet,
};
use tower::ServiceExt as _;

/// Closes the connection that a request came on; every request carries one.
#[derive(Clone, Debug, Default)]
pub struct Cutter(Arc<Notify>);

impl Cutter {
    /// Closes the connection at once and never returns: there is nobody left to answer.
    pub async fn cut(&self) -> std::convert::Infallible {
        self.0.notify_one();
        std::future::pending().await
    }
}

/// Serves every connection until the listener fails for good or the future is dropped.
pub async fn accept(listener: TcpListener, router: Router) {
    // Dropped with this future, so that no connection outlives the server.
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, router.clone()));
                }
                // A connection that failed before it was taken, or too many at once.
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(stream: TcpStream, router: Router) {
    let _ = stream.set_nodelay(true);
    let cutter = Cutter::default();
    let service = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(cutter.clone());
        router.clone().oneshot(request.map(Body::new))
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service);
    // Dropping the connection's future closes its socket, whatever has been written.
    tokio::select! {
        biased;
        () = cutter.0.notified() => {}
        _ = served => {}
    }
}
