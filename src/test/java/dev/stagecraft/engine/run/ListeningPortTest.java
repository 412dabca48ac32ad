package dev.stagecraft.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListeningPortTest {
    /// Lines as `/proc/net/tcp` and `tcp6` have them: a server on all addresses, one on 127.0.0.1,
    /// the engine's name server, a connection that is open, one on `::`, one on `::1`, one on
    /// `::ffff:127.0.0.1`.
    private static final String TABLE =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:1FBB 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
               1: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
               2: 0B00007F:9C41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
               3: 020011AC:01BB 010011AC:D431 01 00000000:00000000 00:00000000 00000000     0        0 1 1
               4: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
               5: 00000000000000000000000001000000:0051 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
               6: 0000000000000000FFFF00000100007F:0052 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
               7: 00000000:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
            nonsense
            """;

    @Test
    void portsOfProgramsThatListenAreRead() {
        assertThat(ListeningPort.parse(TABLE))
                .containsExactly(
                        new ListeningPort(80, false),
                        new ListeningPort(81, true),
                        new ListeningPort(82, true),
                        // 0x1538, on the loopback address and on all
                        new ListeningPort(5432, false),
                        new ListeningPort(8123, false));
    }
}
