package dev.stagecraft.distil.python;

import dev.stagecraft.distil.catalog.Catalogue;
import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.catalog.LanguageRuntime;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.project.PythonProject;
import dev.stagecraft.distil.project.SourceScan;
import dev.stagecraft.distil.rewrite.Alpine;
import dev.stagecraft.distil.rewrite.AppFiles;
import dev.stagecraft.distil.rewrite.Bases;
import dev.stagecraft.distil.rewrite.Ecosystem;
import dev.stagecraft.distil.rewrite.HealthCheck;
import dev.stagecraft.distil.rewrite.Libraries;
import dev.stagecraft.distil.rewrite.Rewriter;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.source.BaseImage;
import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.distil.source.SourceStage;
import dev.stagecraft.distil.start.Start;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Python: the packages in a virtual environment, the program in its folder, the interpreter in the
/// base.
public final class PythonEcosystem implements Ecosystem {
    private static final String WRITES =
            "sqlite:///|sqlite3\\.connect\\(|backends\\.sqlite3|open\\([^)\\n]*,\\s*['\"][wax]|os\\.(?:makedirs|mkdir)\\(|\\.mkdir\\(|FileHandler\\(|shutil\\.|\\.to_csv\\(|\\.write_(?:text|bytes)\\(|UPLOAD_FOLDER|MEDIA_ROOT";

    @Override
    public String name() {
        return "Python";
    }

    @Override
    public boolean claims(Situation s) {
        String program = s.start().program();
        if (PythonStart.isPython(program)
                || PythonStart.knows(program)
                || program.endsWith(".py")
                || program.equals("uwsgi")) {
            return true;
        }
        if (program.matches("poetry|pipenv|uv|pdm")) {
            return true;
        }
        boolean base =
                s.target().base().kind() == BaseImage.Kind.PYTHON
                        || s.target().base().written().contains("astral-sh/uv");
        boolean other =
                program.matches(
                        "node|npm|yarn|pnpm|java|nginx|php|ruby|bundle|supervisord|cron|crond|dotnet");
        return base
                && !other
                && (program.isEmpty()
                        || program.equals("start.sh")
                        || !s.start().argv().getFirst().startsWith("/")
                        || !s.context().paths().isEmpty());
    }

    @Override
    public Plan rewrite(Situation found) {
        PythonProject project = PythonProject.read(found.context());
        DistrolessImage image = found.catalogue().image("python3").orElseThrow();
        Situation s = found.with(startScript(found)).on(image.suite());
        LanguageRuntime runtime = image.runtime().orElseThrow();
        String line = runtime.line();
        if (s.start().argv().isEmpty()) {
            throw Situation.refuse(
                    "The file starts no program.", "Add a CMD with the Python program.");
        }
        Rewriter rewriter = new Rewriter(s, false);
        versions(s, project, line, rewriter);
        Libraries.refusePrograms(s, rewriter);
        bases(s, rewriter, line);
        PythonInstalls installs = new PythonInstalls(s, rewriter, line);
        installs.rewrite();
        String venv = venv(s, rewriter, installs);
        PythonStart start = PythonStart.of(s, project, venv);
        List<String> argv = new ArrayList<>();
        String interpreter = venv.isEmpty() ? runtime.program() : venv + "/bin/python";
        argv.add(interpreter);
        argv.addAll(start.arguments());
        rewriter.health(HealthCheck.Asker.PYTHON, interpreter);
        if (rewriter.swaps()) {
            swap(s, rewriter, installs, venv);
        } else {
            gather(s, rewriter, installs, venv);
        }
        String base = image.tagged(s.options().nonroot(), s.options().debug());
        int fixed = s.start().fixed() > 0 ? start.fixed() + 1 : 0;
        rewriter.finish(
                base,
                image.entrypoint(),
                Reason.of(
                        Lesson.SMALL_FINAL,
                        "Python " + line + " without a shell, pip or a package manager."),
                argv,
                fixed);
        return rewriter.plan(name(), project.framework());
    }

    /// The start script of tiangolo's images runs `main:app` or `app.main:app`.
    private static Start startScript(Situation s) {
        if (!s.start().program().equals("start.sh")
                || !s.target().base().written().contains("tiangolo/")) {
            return s.start();
        }
        boolean inner =
                s.file().transfers(s.target()).stream()
                        .anyMatch(t -> t.contextPath("/app/app/main.py", s.context()).isPresent());
        return s.start()
                .with(
                        List.of(
                                "uvicorn",
                                inner ? "app.main:app" : "main:app",
                                "--host",
                                "0.0.0.0",
                                "--port",
                                "80"));
    }

    private static void versions(
            Situation s, PythonProject project, String line, Rewriter rewriter) {
        Optional<String> built =
                s.image().flatMap(dev.stagecraft.distil.binary.PythonPackages::minorVersion);
        String version =
                s.target().base().kind() == BaseImage.Kind.PYTHON
                        ? s.target().base().version()
                        : "";
        if (version.startsWith("2") || version.equals("2")) {
            throw Situation.refuse(
                    "The program runs on Python 2, which has no distroless image and no support since 2020.",
                    "Port it to Python 3 first.");
        }
        String minor =
                version.matches("3\\.\\d+.*")
                        ? version.replaceFirst("^(3\\.\\d+).*", "$1")
                        : built.orElse("");
        if (!minor.isEmpty() && !minor.equals(line)) {
            rewriter.draft()
                    .warn(
                            "The source runs on Python "
                                    + minor
                                    + "; the distroless image has Python "
                                    + line
                                    + " only. Run your tests with it, and check that pinned packages have releases for it.",
                            s.target().from());
        }
        project.pinnedVersion()
                .filter(p ->
                        p.startsWith("<")
                                ? Catalogue.compareVersions(p.substring(1), line) <= 0
                                : !p.equals(line))
                .ifPresent(p ->
                        rewriter.draft()
                                .warn(
                                        "The project asks for Python "
                                                + p
                                                + ", and gets "
                                                + line
                                                + ". Change the requirement after testing."));
    }

    private static void bases(Situation s, Rewriter rewriter, String line) {
        Bases bases = new Bases(s.suite());
        for (SourceStage stage : s.builtStages()) {
            if (stage.parent().isPresent() || rewriter.stageWith(stage.from()).isEmpty()) {
                continue;
            }
            boolean python =
                    stage.base().kind() == BaseImage.Kind.PYTHON
                            || stage.base().written().contains("astral-sh/uv")
                            || uses(s, stage, "\\b(?:python3?|pip3?|poetry|pipenv|uv)\\b");
            if (!python || stage.base().kind() == BaseImage.Kind.NODE) {
                continue;
            }
            String image =
                    stage.base().written().contains("astral-sh/uv")
                            ? "ghcr.io/astral-sh/uv:python"
                                    + line
                                    + "-"
                                    + s.suite().codename()
                                    + "-slim"
                            : bases.python(stage.base(), line);
            rewriter.rebase(
                    stage,
                    image,
                    Reason.of(
                            Lesson.SAME_RELEASE,
                            "Builder and final stage have the same Python ("
                                    + line
                                    + ") and the same Debian ("
                                    + s.suite().codename()
                                    + ")."));
            if (stage.base().musl()) {
                Alpine.toDebian(s, rewriter, stage);
            }
            boolean system =
                    stage.base().kind() == BaseImage.Kind.DEBIAN
                            || stage.base().kind() == BaseImage.Kind.UBUNTU;
            boolean venv =
                    uses(
                            s,
                            stage,
                            "\\b(?:pip3?|poetry|pipenv)\\s+(?:\\S+\\s+)*install\\b(?![^&;]*--target)");
            if (system) {
                aptPackages(s, rewriter, stage, venv);
            } else if (uses(s, stage, "setup\\.py")
                    && !uses(s, stage, "pip3? install.*setuptools")) {
                setuptools(rewriter, stage);
            }
        }
    }

    private static boolean uses(Situation s, SourceStage root, String regex) {
        return s.builtStages().stream()
                .filter(x -> x.chain().getFirst().equals(root))
                .flatMap(x -> x.body().stream())
                .anyMatch(i ->
                        i instanceof Instruction.Run r
                                && Situation.text(r).matches("(?s).*(?:" + regex + ").*"));
    }

    /// Python's images have no setuptools since 3.12.
    private static void setuptools(Rewriter rewriter, SourceStage stage) {
        for (Instruction i : stage.body()) {
            if (i instanceof Instruction.Run r && Situation.text(r).contains("setup.py")) {
                rewriter.before(
                        r,
                        List.of(
                                PlanLine.added(
                                        "RUN pip install setuptools",
                                        Reason.of(
                                                Lesson.SAME_RELEASE,
                                                "setup.py needs setuptools, which Python's images no longer bring since 3.12."))));
                return;
            }
        }
    }

    /// Debian parts Python in more packages than a program may have asked for.
    private static void aptPackages(
            Situation s, Rewriter rewriter, SourceStage stage, boolean venv) {
        List<String> more = new ArrayList<>();
        if (venv && !uses(s, stage, "python3(?:\\.\\d+)?-(?:venv|full)")) {
            more.add("python3-venv");
        }
        if (uses(s, stage, "setup\\.py")
                && !uses(s, stage, "python3-setuptools|pip3? install.*setuptools")) {
            more.add("python3-setuptools");
        }
        for (Instruction i : stage.body()) {
            if (i instanceof Instruction.Run r
                    && Situation.text(r)
                            .matches("(?s).*apt(?:-get)?\\s.*install.*\\bpython3?\\b.*")) {
                String raw =
                        rewriter.text(r)
                                .replaceAll(
                                        "(?<=[ \\t])python3\\.\\d+(-\\w+)?(?=[ \\t\\r\\n]|$)",
                                        "python3$1")
                                .replaceAll("(?<=[ \\t])python(?=[ \\t\\r\\n]|$)", "python3");
                String text =
                        more.isEmpty()
                                ? raw
                                : raw.replaceFirst(
                                        raw.matches("(?s).*[ \\t]python3-pip(?:[ \\t\\r\\n].*|$)")
                                                ? "(?<=[ \\t])(python3-pip)(?=[ \\t\\r\\n]|$)"
                                                : "(?<=[ \\t])(python3)(?=[ \\t\\r\\n]|$)",
                                        "$1 " + String.join(" ", more));
                if (!text.equals(rewriter.text(r))) {
                    rewriter.edit(
                            r,
                            text,
                            Reason.of(
                                    Lesson.VENV,
                                    more.isEmpty()
                                            ? "Debian "
                                                    + s.suite().codename()
                                                    + " has one Python 3."
                                            : "Debian has "
                                                    + String.join(" and ", more)
                                                    + " in a package of its own."));
                }
                return;
            }
        }
    }

    private static String venv(Situation s, Rewriter rewriter, PythonInstalls installs) {
        if (!rewriter.swaps()) {
            String own =
                    installs.kind(s.target()) == PythonInstalls.Kind.VENV
                            ? installs.folders().getOrDefault(s.target(), "")
                            : "";
            return own.isEmpty() ? s.start().virtualEnvironment() : own;
        }
        return installs.folders().entrySet().stream()
                .filter(e -> installs.kind(e.getKey()) == PythonInstalls.Kind.VENV)
                .map(java.util.Map.Entry::getValue)
                .reduce((a, b) -> b)
                .orElse("");
    }

    private static void swap(Situation s, Rewriter rewriter, PythonInstalls installs, String venv) {
        boolean[] copied = new boolean[1];
        rewriter.transfers(t -> {
            PlanLine line = rewriter.withOwner(rewriter.draft().kept(t), t);
            Optional<String> from = t instanceof Instruction.Copy c ? c.from() : Optional.empty();
            Optional<SourceStage> stage = from.flatMap(f -> s.file().stage(f));
            if (stage.isEmpty()
                    || venv.isEmpty()
                    || !venv.equals(installs.folders().get(stage.get()))) {
                return List.of(line);
            }
            boolean packages =
                    s.file().transfers(s.target()).stream()
                            .filter(x -> x.instruction().equals(t))
                            .flatMap(x -> x.sources().stream())
                            .allMatch(x -> PythonInstalls.replacedByVenv(x, venv));
            if (!packages) {
                return List.of(line);
            }
            if (copied[0]) {
                return List.of();
            }
            copied[0] = true;
            String text =
                    t.source().keyword().text()
                            + " --from="
                            + from.orElse("")
                            + " "
                            + venv
                            + " "
                            + venv;
            return List.of(
                    text.equals(line.text()) || t.source().line().endsWith(venv + " " + venv)
                            ? line
                            : line.changed(
                                    text,
                                    Reason.of(
                                            Lesson.VENV,
                                            "Packages come as one virtual environment.")));
        });
        bringVenv(s, rewriter, installs, venv);
        installs.folders()
                .forEach((stage, folder) ->
                        pythonPath(
                                s, rewriter, installs.kind(stage), folder, true, stage.handle()));
        Libraries.collect(
                s,
                rewriter,
                s.catalogue().image("python3").orElseThrow(),
                List.of(venv.isEmpty() ? "/usr/local/lib" : venv));
    }

    /// The environment does not lie in the project's folder any more, and is copied by itself.
    private static void bringVenv(
            Situation s, Rewriter rewriter, PythonInstalls installs, String venv) {
        List<SourceStage> with =
                installs.folders().entrySet().stream()
                        .filter(e -> !venv.isEmpty() && e.getValue().equals(venv))
                        .map(java.util.Map.Entry::getKey)
                        .toList();
        boolean comes =
                s.file().transfers(s.target()).stream()
                        .filter(t ->
                                t.from()
                                        .flatMap(f -> s.file().stage(f))
                                        .filter(with::contains)
                                        .isPresent())
                        .flatMap(t -> t.sources().stream())
                        .anyMatch(x ->
                                PythonInstalls.replacedByVenv(x, venv) || Paths.within(venv, x));
        if (!with.isEmpty() && !comes) {
            rewriter.copy(
                    PlanLine.added(
                            "COPY --from=" + with.getLast().handle() + " " + venv + " " + venv,
                            Reason.of(Lesson.VENV, "Packages come as one virtual environment.")));
        }
    }

    private static void pythonPath(
            Situation s,
            Rewriter rewriter,
            PythonInstalls.Kind kind,
            String folder,
            boolean swaps,
            String from) {
        if (kind == PythonInstalls.Kind.VENV) {
            return;
        }
        String to = folder;
        if (swaps) {
            for (var t : s.file().transfers(s.target())) {
                if (t.from().map(f -> f.equalsIgnoreCase(from)).orElse(false)
                        && t.sources().stream().anyMatch(x -> Paths.within(folder, x))) {
                    String source =
                            t.sources().stream()
                                    .filter(x -> Paths.within(folder, x))
                                    .findFirst()
                                    .orElse(folder);
                    to = Paths.resolve("/", t.destination() + folder.substring(source.length()));
                }
            }
        }
        String path =
                kind == PythonInstalls.Kind.PREFIX
                        ? to
                                + "/lib/python"
                                + s.catalogue()
                                        .image("python3")
                                        .orElseThrow()
                                        .runtime()
                                        .orElseThrow()
                                        .line()
                                + "/site-packages"
                        : to;
        String own = s.environment().getOrDefault("PYTHONPATH", "");
        if (List.of(own.split(":")).contains(path)) {
            return;
        }
        rewriter.setting(
                PlanLine.added(
                        "ENV PYTHONPATH=" + path + (own.isEmpty() ? "" : ":" + own),
                        Reason.of(Lesson.VENV, "Debian's Python does not look there by itself.")));
    }

    private static void gather(
            Situation s, Rewriter rewriter, PythonInstalls installs, String venv) {
        String kindFolder = installs.folders().getOrDefault(s.target(), "");
        PythonInstalls.Kind kind = installs.kind(s.target());
        boolean venvInApp =
                !venv.isEmpty()
                        && Paths.within(venv, s.settings().workdir().value())
                        && !s.settings().workdir().value().equals("/");
        if (!venv.isEmpty() && !venvInApp) {
            rewriter.copyFromBuilder(
                    venv,
                    venv,
                    Reason.of(
                            Lesson.VENV,
                            "The packages, without pip's caches and without compilers."));
        } else if (!kindFolder.isEmpty() && kind != PythonInstalls.Kind.VENV) {
            rewriter.copyFromBuilder(
                    kindFolder, kindFolder, Reason.of(Lesson.VENV, "The installed packages."));
            pythonPath(s, rewriter, kind, kindFolder, false, "");
        }
        if (rewriter.reading().packages().stream()
                .anyMatch(p ->
                        p.startsWith("python3-")
                                && !p.matches(
                                        "python3-(?:pip|venv|dev|setuptools|wheel|full|minimal|distutils|virtualenv)"))) {
            rewriter.copyFromBuilder(
                    "/usr/lib/python3/dist-packages",
                    "/usr/lib/python3/dist-packages",
                    Reason.of(
                            Lesson.VENV,
                            "Python modules from Debian's packages; the base's Python looks here too."));
        }
        boolean writes = SourceScan.anyMatch(s.context(), WRITES, ".py");
        AppFiles.copy(s, rewriter, writes);
        List<String> folders = new ArrayList<>();
        folders.add(!venv.isEmpty() ? venv : kindFolder);
        Libraries.collect(
                s,
                rewriter,
                s.catalogue().image("python3").orElseThrow(),
                folders.stream().filter(f -> !f.isEmpty()).toList());
    }
}
