use std::io::{Read, Write};
fn main() {
    let l = std::net::TcpListener::bind("0.0.0.0:8000").unwrap();
    for s in l.incoming() {
        let mut s = s.unwrap();
        let mut b = [0; 1024];
        let _ = s.read(&mut b);
        let body = std::fs::read_to_string(format!("{}/index.html", std::env::var("STATIC_DIR").unwrap())).unwrap();
        write!(s, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}", body.len(), body).unwrap();
    }
}
