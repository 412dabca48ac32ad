/// Stagecraft: how container images are made, what is in them, and a proven distroless rewrite.
module dev.stagecraft {
    requires static org.jspecify;
    requires org.slf4j;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires java.desktop;
    requires java.logging;
    requires java.net.http;
    requires javafx.controls;
    requires org.controlsfx.controls;
    requires atlantafx.base;
    requires org.kordamp.ikonli.javafx;
    requires org.kordamp.ikonli.feather;
    requires org.fxmisc.richtext;
    requires org.fxmisc.flowless;
    requires org.fxmisc.undo;
    requires com.fasterxml.jackson.databind;
    requires com.github.luben.zstd_jni;
    requires com.dynatrace.hash4j;
    requires io.github.javadiffutils;
    requires info.picocli;
    requires com.github.dockerjava.core;
    requires com.github.dockerjava.api;
    requires com.github.dockerjava.transport;
    requires com.github.dockerjava.transport.zerodep;

    exports dev.stagecraft.ui.shell to
            javafx.graphics;

    opens dev.stagecraft.cli to
            info.picocli;

    provides ch.qos.logback.classic.spi.Configurator with
            dev.stagecraft.LogFile;
}
