package dev.stagecraft.distil.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.project.json.PackageJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    @Test
    void offersTheServicesOfAComposeFileAndOtherDockerfiles() {
        ProjectFiles files =
                ProjectFiles.of(
                        Map.of(
                                "compose.yaml",
                                """
                                services:
                                  web:
                                    build: ./web   # front end
                                    ports: ["80:80"]
                                  api:
                                    build:
                                      context: api
                                      dockerfile: Dockerfile.prod
                                      target: final
                                  db:
                                    image: "postgres:17"
                                volumes:
                                  data:
                                """
                                        .replace("   # front end", ""),
                                "web/Dockerfile",
                                "",
                                "api/Dockerfile.prod",
                                "",
                                "tools/Dockerfile",
                                "",
                                "api/Dockerfile.prod.dockerignore",
                                ""));
        assertThat(BuildTarget.in(files))
                .containsExactly(
                        new BuildTarget("web", "web/Dockerfile", "web", ""),
                        new BuildTarget("api", "api/Dockerfile.prod", "api", "final"),
                        new BuildTarget("tools/Dockerfile", "tools/Dockerfile", "tools", ""));
        assertThat(ComposeFile.read(files).getLast().image()).isEqualTo("postgres:17");
        assertThat(ComposeFile.read(files).getLast().place()).hasToString("compose.yaml:10");
    }

    @Test
    void aFolderIsNotLeftThroughALink(@TempDir Path folder) throws IOException {
        Path outside = Files.writeString(folder.resolve("secret"), "x");
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.createSymbolicLink(project.resolve("link"), outside);
        Files.writeString(project.resolve("own"), "y");
        FolderFiles files = FolderFiles.of(project);
        assertThat(files.text("link")).isEmpty();
        assertThat(files.text("own")).hasValue("y");
        assertThat(files.text("../secret")).isEmpty();
    }

    @Test
    void readsMavenNamesAndVersions() {
        JavaProject project =
                JavaProject.read(
                        ProjectFiles.of(
                                Map.of(
                                        "pom.xml",
                                        "<project><parent><artifactId>spring-boot-starter-parent</artifactId><version>3.3.0</version></parent><artifactId>a</artifactId><version>2</version><properties><java.version>21</java.version></properties><build><finalName>${project.artifactId}-x</finalName><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>")));
        assertThat(project.jarName()).hasValue("a-x.jar");
        assertThat(project.springBoot()).hasValue("3.3.0");
        assertThat(project.layered()).isTrue();
        assertThat(project.toolsMode()).isTrue();
        assertThat(project.release()).hasValue("21");
    }

    @Test
    void refusesDocumentTypesInXml() {
        JavaProject project =
                JavaProject.read(
                        ProjectFiles.of(
                                Map.of(
                                        "pom.xml",
                                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><project><artifactId>&e;</artifactId></project>")));
        assertThat(project.tool()).isEmpty();
    }

    @Test
    void readsPythonDependenciesWhereverTheyAreDeclared() {
        PythonProject project =
                PythonProject.read(
                        ProjectFiles.of(
                                Map.of(
                                        "requirements.txt",
                                                "# web\nFlask==3.0\n-r other.txt\nPillow>=10 ; python_version > '3'\n",
                                        "pyproject.toml",
                                                "[project]\nrequires-python = \"<3.12\"\ndependencies = [\n  \"psycopg2_binary\", # db\n]\n[project.scripts]\nrun-it = \"pkg.cli:main\"\n")));
        assertThat(project.dependencies())
                .containsExactlyInAnyOrder("flask", "pillow", "psycopg2-binary");
        assertThat(project.framework()).hasValue("Flask");
        assertThat(project.pinnedVersion()).hasValue("<3.12");
        assertThat(project.scripts()).containsEntry("run-it", "pkg.cli:main");
    }

    @Test
    void readsPackageJson() {
        NodeProject project =
                PackageJson.read(
                        ProjectFiles.of(
                                Map.of(
                                        "package.json",
                                                "{\"dependencies\": {\"next\": \"15\", \"sharp\": \"0.33\"}, \"packageManager\": \"yarn@4.1.0\"}",
                                        "next.config.mjs",
                                                "export default { output: 'standalone' }",
                                        "yarn.lock", "")));
        assertThat(project.framework()).hasValue("Next.js");
        assertThat(project.standalone()).isTrue();
        assertThat(project.packageManager()).isEqualTo("yarn-berry");
        assertThat(project.nativeModules()).containsExactly("sharp");
        assertThat(project.facts())
                .anySatisfy(f -> assertThat(f.place()).hasToString("package.json:1"));
    }
}
