package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:///var/run/docker.sock",
                "npipe:////./pipe/docker_engine",
                "tcp://localhost:2375",
                "tcp://[::1]:2376",
                "tcp://host:2375/prefix",
                "https://host",
                "ssh://host",
                "ssh://user@host:2222",
                "ssh://my_host",
                "ssh://user@my_host:22",
                "ssh://user@host/run/user/1000/docker.sock"
            })
    void isWrittenAsItWasRead(String text) throws Exception {
        assertThat(EngineAddress.parse(text).url()).isEqualTo(text);
    }

    /// Each would change the meaning of a command line, or name no engine.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:2375",
                "unix://relative",
                "fd://",
                "tcp://",
                "tcp://host:0",
                "tcp://host:99999",
                "tcp://user@host:1",
                "tcp://host:1?x=1",
                "ssh://-oProxyCommand=touch%20x",
                "ssh://-oProxyCommand=x/",
                "ssh://user@-v",
                "ssh://-l@host",
                "ssh://user:secret@host",
                "ssh://a;b",
                "ssh://$(x)",
                "ssh://host:x",
                "ssh://us er@host"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> EngineAddress.parse(text))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.BAD_ADDRESS));
    }

    @Test
    void knowsTheUsualPorts() throws Exception {
        assertThat(EngineAddress.parse("tcp://host").portOrDefault()).isEqualTo(2375);
        assertThat(EngineAddress.parse("https://host").portOrDefault()).isEqualTo(443);
        assertThat(EngineAddress.parse("ssh://host").portOrDefault()).isEqualTo(22);
        assertThat(EngineAddress.parse("ssh://u@h_h:7").port()).isEqualTo(7);
        assertThat(EngineAddress.parse("ssh://u@h_h:7").user()).isEqualTo("u");
    }
}
