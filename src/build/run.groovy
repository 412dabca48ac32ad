// Starts the program on the chosen JDK and ends Maven with the program's own exit status.
//
// exec-maven-plugin turns every status but 0 into 1 and adds a stack trace; the commands promise their statuses and
// one line on standard error, so Maven ends here and says nothing of its own.

def setting = { String name -> session.userProperties.getProperty(name) ?: project.properties.getProperty(name) ?: '' }

// The compiled classes are those of the stamp's sources from here on.
if (project.properties['run.stamp'] != null) {
    new File(project.build.directory, 'run.stamp').text = project.properties['run.stamp']
}

// Words are split as a shell would: at spaces, but not within '…' or "…".
def words = { String text ->
    text.findAll(/(?:"(?:\\["\\]|[^"])*"|'[^']*'|\S)+/).collect { String word ->
        word.replaceAll(/"((?:\\["\\]|[^"])*)"|'([^']*)'|([^"']+|["'])/) { all, inDouble, inSingle, bare ->
            inDouble != null ? inDouble.replaceAll(/\\(["\\])/, '$1') : inSingle != null ? inSingle : bare
        }
    }
}

def toolchains = session.container.lookup('org.apache.maven.toolchain.ToolchainManager')
def jdk = toolchains.getToolchainFromBuildContext('jdk', session)
def java = jdk?.findTool('java') ?: System.getProperty('java.home') + '/bin/java'
def command = [java]
if (setting('bench')) {
    def (first, rest) = words(setting('bench')).with { [it.head(), it.tail()] }
    def main = new File(project.build.testOutputDirectory, first.replace('.', '/') + '.class').file
    command += words(setting('jvm.test')) + ['-cp', project.testClasspathElements.join(File.pathSeparator)]
    command += main ? [first] + rest : ['org.openjdk.jmh.Main', first] + rest
} else {
    command += words(setting('jvm.run')) + ['-p', project.runtimeClasspathElements.join(File.pathSeparator),
            '-m', "dev.stagecraft/${setting('main.class')}" as String] + words(setting('args'))
}
def program = new ProcessBuilder(command).inheritIO().start()
Runtime.runtime.addShutdownHook(new Thread({
    program.destroy()
    program.waitFor()
}))
def status = program.waitFor()
System.out.flush()
// Not System.exit: Maven would still write an escape sequence to standard output, after the JSON that was asked for.
Runtime.runtime.halt(status)
