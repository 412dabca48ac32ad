package dev.stagecraft.distil.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.shell.ShellScript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which commands leave what nginx serves as it is.
class NginxEditTest {
    private static ShellScript.Step step(String command) {
        return ShellScript.parse(command).steps().getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rm /etc/nginx/conf.d/default.conf",
                "ln -sf /dev/stdout /var/log/nginx/access.log",
                "sed -i '/user  nginx;/d' /etc/nginx/nginx.conf",
                "sed -i 's/^user.*$//' /etc/nginx/nginx.conf",
                "sed -i.bak -e 's/^user/#user/' -e '/^pid/d' /etc/nginx/nginx.conf",
                "sed -i 's,/var/run/nginx.pid,/tmp/nginx.pid,; s/user nginx;/user root;/g' /etc/nginx/nginx.conf",
                "sed -ri 's#pid .*#pid /tmp/nginx.pid;#' /etc/nginx/nginx.conf",
                "sed -i '/^user/ s/^/#/' /etc/nginx/nginx.conf",
            })
    void theUserThatStartsNginxChangesNothing(String command) {
        assertThat(NginxEdit.changesNothing(step(command))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ln -s /opt/site.conf /etc/nginx/conf.d/site.conf",
                "ln -s /opt/site.conf conf.d/site.conf",
                "ln -st /etc/nginx/conf.d /opt/site.conf",
                "sed -i 's/user nginx;//; s#root .*#root /srv;#' /etc/nginx/nginx.conf",
                "sed -i -e '/user/d' -e 's#root .*#root /srv;#' /etc/nginx/nginx.conf",
                "sed -i 's/^user.*/user a;\\nload_module x;/' /etc/nginx/nginx.conf",
                "sed -i 's/user nginx;/user a; load_module x;/' /etc/nginx/nginx.conf",
                "sed -i '/user\\|root/d' /etc/nginx/nginx.conf",
                "sed -i -f /opt/user.sed /etc/nginx/nginx.conf",
                "sed -i d /etc/nginx/nginx.conf",
                "sed 's/user nginx;//' /opt/own.conf > /etc/nginx/nginx.conf",
                "true > /etc/nginx/nginx.conf",
                "echo listen 8080 user",
            })
    void anythingElseDoes(String command) {
        assertThat(NginxEdit.changesNothing(step(command))).isFalse();
        assertThat(NginxEdit.changesPortAtMost(step(command))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sed -i 's/listen  .*80/listen 8080/' /etc/nginx/conf.d/default.conf",
                "sed -i 's/listen\\(.*\\)80;/listen\\18080;/' /etc/nginx/conf.d/default.conf",
            })
    void thePortIsAChangeOfItsOwn(String command) {
        assertThat(NginxEdit.changesNothing(step(command))).isFalse();
        assertThat(NginxEdit.changesPortAtMost(step(command))).isTrue();
    }
}
