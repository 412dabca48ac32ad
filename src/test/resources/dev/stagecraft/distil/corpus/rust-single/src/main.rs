fn main() { println!("Hello from Rust {:?}", std::env::args().skip(1).collect::<Vec<_>>()); }
