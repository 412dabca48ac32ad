package dev.stagecraft.distil.jvm;

import dev.stagecraft.distil.rewrite.Situation;
import java.util.ArrayList;
import java.util.List;

/// A `java` command taken apart.
///
/// @param options before `-jar`, `-cp` or the class, without the class path
/// @param jar the path after `-jar`; empty when a class is started
/// @param classPath empty when none is given
/// @param mainClass empty when a jar is started
/// @param arguments for the program
record JavaStart(
        List<String> options,
        String jar,
        String classPath,
        String mainClass,
        List<String> arguments) {
    JavaStart {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    static JavaStart of(List<String> argv) {
        List<String> options = new ArrayList<>();
        String jar = "";
        String classPath = "";
        String mainClass = "";
        int i = 1;
        while (i < argv.size()) {
            String word = argv.get(i);
            if (word.equals("-jar") && i + 1 < argv.size()) {
                jar = argv.get(i + 1);
                i += 2;
                break;
            }
            if (word.matches("-cp|-classpath|--class-path") && i + 1 < argv.size()) {
                classPath = argv.get(i + 1);
                i += 2;
            } else if (word.matches(
                            "-p|--module-path|-m|--module|--add-modules|--add-opens|--add-exports|--add-reads")
                    && i + 1 < argv.size()) {
                options.add(word);
                options.add(argv.get(i + 1));
                boolean module = word.equals("-m") || word.equals("--module");
                i += 2;
                if (module) {
                    mainClass = "module";
                    break;
                }
            } else if (word.startsWith("-") || word.startsWith("@")) {
                options.add(word);
                i++;
            } else {
                mainClass = word;
                i++;
                break;
            }
        }
        if (jar.isEmpty() && mainClass.isEmpty()) {
            throw Situation.refuse(
                    "The start command of Java names no program: " + String.join(" ", argv) + ".",
                    "Start the jar with java -jar.");
        }
        return new JavaStart(
                options,
                jar,
                classPath,
                mainClass,
                argv.subList(Math.min(i, argv.size()), argv.size()));
    }
}
