package dev.stagecraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsStandBelowEachOtherAlsoBehindCellsThatBeginWithSpaces() {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Table table = new Table(new Terminal(writer, writer, false, true, 80));
        table.header("NAME", "ADDRESS", "\tSIZE");
        table.row("* default", "here", "\t1 B");
        table.row("  over-ssh", "there", "\t12 MB");
        table.print();
        writer.flush();
        assertThat(out.toString().lines())
                .containsExactly(
                        "NAME        ADDRESS   SIZE",
                        "* default   here       1 B",
                        "  over-ssh  there    12 MB");
    }
}
