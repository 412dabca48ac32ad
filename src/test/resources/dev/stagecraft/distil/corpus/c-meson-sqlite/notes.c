#include <sqlite3.h>
#include <stdio.h>
int main() { sqlite3 *d; int r = sqlite3_open("/var/lib/notes/a.db", &d); char *e = 0; r = sqlite3_exec(d, "create table if not exists a(b)", 0, 0, &e); printf("r=%d %s\n", r, e ? e : ""); return r; }
