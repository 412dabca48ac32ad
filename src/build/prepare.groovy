// Runs first in every build, before the JDK is chosen.

import java.lang.reflect.InvocationHandler
import java.lang.reflect.Proxy
import org.apache.maven.execution.ExecutionListener

// Where no JDK fits, the toolchains plugin says so in a dozen lines, none of which names what to install.
// One line is what a person needs, so its failure is met here, and nothing of Maven's follows.
def told = session.request.executionListener
def listener = { proxy, method, arguments ->
    if (method.name == 'mojoFailed' && arguments[0].mojoExecution.artifactId == 'maven-toolchains-plugin') {
        System.out.flush()
        System.err.println("Stagecraft needs a JDK ${project.properties['maven.compiler.release']} or newer and found none: "
                + 'install one (Debian, Ubuntu: apt install openjdk-25-jdk; macOS: brew install openjdk; '
                + 'Windows: winget install EclipseAdoptium.Temurin.25.JDK), or set JAVA_HOME to one; Maven itself may stay on an older one.')
        System.err.flush()
        Runtime.runtime.halt(1)
    }
    told == null ? null : method.invoke(told, arguments)
} as InvocationHandler
session.request.executionListener =
        Proxy.newProxyInstance(ExecutionListener.classLoader, [ExecutionListener] as Class[], listener)

// A run whose sources are those of the last run compiles nothing: most of the time of a short command would go
// into the compiler plugin's own look at them.
if (session.goals.empty) {
    def stamp = new File(project.build.directory, 'run.stamp')
    def sources = new TreeMap()
    def add
    add = { File file ->
        if (file.directory) file.listFiles().each(add) else sources[file.path] = "${file.length()} ${file.lastModified()}"
    }
    add(new File(project.basedir, 'src/main'))
    add(new File(project.basedir, 'pom.xml'))
    def now = sources.collect { "$it.value $it.key" }.join('\n')
    def skip = stamp.file && stamp.text == now && new File(project.build.outputDirectory, 'module-info.class').file
    if (skip) {
        project.properties['maven.main.skip'] = 'true'
        project.properties['maven.resources.skip'] = 'true'
    } else {
        stamp.delete()
        project.properties['run.stamp'] = now
    }
}
