//! As much of an HTTP/1.1 client as the benchmark needs: one kept-alive connection, answers with a
//! `Content-Length`. Its own cost is a few microseconds.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than any answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// An answer.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Value of `Server-Timing`; empty without one.
    pub timing: String,
    /// Seconds in `Retry-After`.
    pub retry_after: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

/// One connection.
pub struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// The system's error.
    pub fn connect(address: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, TIMEOUT)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        Ok(Self {
            stream: BufReader::new(stream),
        })
    }

    /// Sends one request and waits for its answer; `body` makes it a POST.
    ///
    /// # Errors
    /// The system's error, or `InvalidData` where the answer is no HTTP this client knows.
    pub fn send(&mut self, path: &str, body: Option<&[u8]>) -> std::io::Result<Answer> {
        self.write(path, body)?;
        self.answer()
    }

    /// Sends one POST and does not wait for its answer.
    ///
    /// # Errors
    /// The system's error.
    pub fn send_only(&mut self, path: &str, body: &[u8]) -> std::io::Result<()> {
        self.write(path, Some(body))
    }

    fn write(&mut self, path: &str, body: Option<&[u8]>) -> std::io::Result<()> {
        let mut request = match body {
            // Each answer has to be made, or nothing is measured.
            Some(body) => format!(
                "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nCache-Control: no-cache\r\nContent-Length: {}\r\n\r\n",
                body.len()
            )
            .into_bytes(),
            None => format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").into_bytes(),
        };
        request.extend_from_slice(body.unwrap_or_default());
        self.stream.get_mut().write_all(&request)
    }

    fn answer(&mut self) -> std::io::Result<Answer> {
        let invalid = |what: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, what.to_owned());
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| invalid("no status line"))?;
        let (mut length, mut timing, mut retry_after) = (None, String::new(), None);
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            if line.trim_end().is_empty() {
                break;
            }
            let (name, value) = line
                .split_once(':')
                .ok_or_else(|| invalid("a header without a colon"))?;
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().ok(),
                "retry-after" => retry_after = value.trim().parse().ok(),
                "server-timing" => timing = value.trim().to_owned(),
                _ => {}
            }
        }
        let mut body = vec![0; length.ok_or_else(|| invalid("no Content-Length"))?];
        self.stream.read_exact(&mut body)?;
        Ok(Answer {
            status,
            timing,
            retry_after,
            body,
        })
    }
}
