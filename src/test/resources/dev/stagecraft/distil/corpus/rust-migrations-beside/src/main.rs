use std::os::raw::c_int;

extern "C" {
    fn PQlibVersion() -> c_int;
}

fn main() {
    let given = |name: &str| std::fs::read_to_string(name).expect(name);
    let found = ["blog.toml", "migrations/a.sql"].map(|n| given(n)).concat();
    println!("{} {}", unsafe { PQlibVersion() } > 0, found);
}
