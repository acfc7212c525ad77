//! The simulator as a program: `sessage-simulator --port 8787 --static /=build/www`.

use std::{env, io::Write as _, process::ExitCode};

use sessage_simulator::{Options, StaticFolder, serve};
use tokio::net::TcpListener;

const USAGE: &str =
    "usage: sessage-simulator [--host ADDRESS] [--port N] [--static PATH=FOLDER]...";

struct Arguments {
    host: String,
    port: u16,
    options: Options,
}

fn arguments(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut found = Arguments {
        host: "127.0.0.1".to_owned(),
        port: 8787,
        options: Options::default(),
    };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--host" => found.host = value()?,
            "--port" => {
                let text = value()?;
                found.port = text.parse().map_err(|_| format!("no port: {text}"))?;
            }
            "--static" => {
                let text = value()?;
                let folder = StaticFolder::parse(&text).ok_or(format!("no PATH=FOLDER: {text}"))?;
                found.options.folders.push(folder);
            }
            _ => return Err(format!("unknown argument: {word}")),
        }
    }
    Ok(found)
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match arguments(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("{problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let address = (arguments.host.as_str(), arguments.port);
    let listener = match TcpListener::bind(address).await {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("cannot listen on {}:{}: {error}", address.0, address.1);
            return ExitCode::FAILURE;
        }
    };
    if let Ok(address) = listener.local_addr() {
        println!("listening on http://{address}");
        // Whoever waits for the line may read it through a pipe, which is not flushed by line ends.
        let _ = std::io::stdout().flush();
    }
    serve(listener, arguments.options).await;
    ExitCode::SUCCESS
}
