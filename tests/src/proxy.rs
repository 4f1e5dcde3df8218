//! A network between the function and its database, with the faults that networks have.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What happens to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// It comes later.
    Slow(Duration),
    /// It is lost, and with it the connection.
    Lost,
    /// Half of it comes, and then the connection ends.
    Cut,
}

/// A proxy for one address.
pub struct Proxy {
    /// Where it listens, as the address of the database.
    pub endpoint: String,
    fault: Arc<Mutex<Fault>>,
}

impl Proxy {
    /// A proxy before a database.
    pub fn before(endpoint: &str) -> Self {
        let target = endpoint.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let fault = Arc::new(Mutex::new(Fault::None));
        let shared = Arc::clone(&fault);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(&target) else { continue };
                let (to_server, to_client) = (client.try_clone().unwrap(), client);
                let (from_server, fault) = (server.try_clone().unwrap(), Arc::clone(&shared));
                thread::spawn(move || forward(to_server, server, || Fault::None));
                thread::spawn(move || forward(from_server, to_client, || *fault.lock().unwrap()));
            }
        });
        Self { endpoint, fault }
    }

    /// Sets what happens to the answers from now on.
    pub fn set(&self, fault: Fault) {
        *self.fault.lock().unwrap() = fault;
    }
}

fn forward(mut from: TcpStream, mut to: TcpStream, fault: impl Fn() -> Fault) {
    let mut bytes = vec![0; 1 << 20];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        let sent = match fault() {
            Fault::None => length,
            Fault::Slow(delay) => {
                thread::sleep(delay);
                length
            }
            Fault::Lost => 0,
            Fault::Cut => length / 2,
        };
        if to.write_all(&bytes[..sent]).is_err() || sent < length {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
