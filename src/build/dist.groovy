// Makes the self-contained program and this system's installer under target/dist.
//
// jlink takes no automatic modules, of which docker-java and RichTextFX are some: so it makes a runtime of the JDK's
// own modules and JavaFX, and jpackage puts the program and its other libraries beside it, on the class path. Not on the
// module path, because a JVM refuses a cache of linked classes (JEP 483, 514) whose module path is another than the one
// it was made with, and an installed program lies elsewhere; of a class path only the names of the jars must agree.

import java.util.concurrent.TimeUnit

def toolchains = session.container.lookup('org.apache.maven.toolchain.ToolchainManager')
def jdk = toolchains.getToolchainFromBuildContext('jdk', session)
def tool = { String name -> jdk?.findTool(name) ?: System.getProperty('java.home') + '/bin/' + name }
def run = { List<String> command ->
    def process = new ProcessBuilder(command).redirectErrorStream(true).start()
    def said = process.inputStream.text
    if (process.waitFor() != 0) {
        throw new IllegalStateException("${new File(command[0]).name} failed: $said")
    }
    said
}
def windows = System.getProperty('os.name').startsWith('Windows')
def mac = System.getProperty('os.name').startsWith('Mac')
def base = project.basedir
def version = project.version - '-SNAPSHOT'

def dist = new File(project.build.directory, 'dist')
def work = new File(project.build.directory, 'dist-work')
[dist, work].each { it.deleteDir() }
def modules = new File(work, 'modules')
def jars = new File(work, 'jars')
[modules, jars]*.mkdirs()
// Jars without classes only name the platform's own jar in their POM.
project.runtimeClasspathElements.collect { new File(it as String) }.findAll { it.file }.each { jar ->
    def classes = new java.util.jar.JarFile(jar).withCloseable { file -> file.stream().anyMatch { it.name.endsWith('.class') } }
    if (classes) {
        new File(jar.name.startsWith('javafx-') ? modules : jars, jar.name).bytes = jar.bytes
    }
}
// What the module descriptor says of services, for the class path.
def services = new File(work, 'services')
def logging = new File(services, 'META-INF/services/ch.qos.logback.classic.spi.Configurator')
logging.parentFile.mkdirs()
logging.text = 'dev.stagecraft.LogFile'
run([tool('jar'), '--create', '--file', "$jars/stagecraft.jar" as String, '--main-class', project.properties['main.class'],
        '-C', project.build.outputDirectory, '.', '-C', services.path, '.'])

def runtime = "$work/runtime" as String
run([tool('jlink'), '--output', runtime, '--module-path', "$modules" as String,
        '--add-modules', project.properties['dist.modules'] + ',javafx.controls',
        '--strip-debug', '--no-header-files', '--no-man-pages', '--compress', 'zip-6'])

def icon = "$base/icons/stagecraft.${windows ? 'ico' : mac ? 'icns' : 'png'}" as String
// A cache that is absent or does not fit is left aside without a word.
def cache = 'stagecraft.aot'
def virtualMachine = ['--add-modules=javafx.controls', '--enable-native-access=javafx.graphics,ALL-UNNAMED',
        '--add-exports=javafx.base/com.sun.javafx.event=ALL-UNNAMED']
def options = (virtualMachine + (windows ? [] : ['-XX:AOTCache=$APPDIR/' + cache, '-Xlog:disable']))
        .collectMany { ['--java-options', it] }
def windowsOptions = windows ? ['--win-console'] : []
run([tool('jpackage'), '--type', 'app-image', '--name', 'stagecraft', '--dest', "$dist" as String,
        '--runtime-image', runtime, '--input', "$jars" as String, '--main-jar', 'stagecraft.jar',
        '--main-class', project.properties['main.class'],
        '--app-version', version, '--vendor', 'The Stagecraft developers', '--description', project.description,
        '--copyright', 'Apache-2.0', '--icon', icon] + options + windowsOptions)
def image = new File(dist, mac ? 'stagecraft.app' : 'stagecraft')

// One start of the program, with no screen, tells which classes the cache is to hold: those of the window with an image.
// It is written when the program is asked to end, for which Windows has no way.
def app = new File(image, mac ? 'Contents/app' : 'lib/app')
if (!windows) {
    def order = new File(app, 'stagecraft.cfg').readLines().findAll { it.startsWith('app.classpath=') }
            .collect { it.split('=', 2)[1].replace('$APPDIR', app.path) }
    def java = new File(image, (mac ? 'Contents/runtime/Contents/Home' : 'lib/runtime') + '/bin/java').path
    def trial = new ProcessBuilder([java] + virtualMachine + ["-XX:AOTCacheOutput=$app/$cache" as String,
            '-Dglass.platform=Headless', '-Dprism.order=sw', '-cp', order.join(File.pathSeparator),
            project.properties['main.class'] as String, 'sample:calculator-go-ubuntu'])
            .redirectErrorStream(true).redirectOutput(new File(work, 'trial.log'))
    ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME'].each { trial.environment()[it] = "$work/home" as String }
    def running = trial.start()
    running.waitFor(15, TimeUnit.SECONDS)
    running.destroy()
    running.waitFor()
}
log.info("The program: $image" + (new File(app, cache).file ? '' : ' (without a cache of its classes)'))

def has = { String name -> System.getenv('PATH').split(File.pathSeparator).any { new File(it, name).canExecute() } }
def type = mac ? 'dmg' : windows ? (has('wix.exe') || has('candle.exe') ? 'msi' : null)
        : has('dpkg-deb') && has('fakeroot') ? 'deb' : has('rpmbuild') ? 'rpm' : null
if (type == null) {
    log.info('No installer: it needs dpkg-deb and fakeroot, or rpmbuild (Linux), or WiX (Windows)')
} else {
    // What jpackage would else take from its own templates: the menu entry and its icon.
    def resources = new File(work, 'resources')
    resources.mkdirs()
    new File(resources, 'stagecraft.png').bytes = new File(icon).bytes
    new File(resources, 'stagecraft.desktop').bytes = new File(base, 'packaging/linux/stagecraft.desktop').bytes
    def system = mac ? [] : windows ? ['--win-menu', '--win-dir-chooser', '--win-upgrade-uuid', 'b1c8a0de-5b58-4b0e-9a55-5ee2a3f0c7a4']
            : ['--linux-shortcut', '--linux-menu-group', 'Development', '--resource-dir', "$resources" as String]
    run([tool('jpackage'), '--type', type, '--name', 'stagecraft', '--dest', "$dist" as String, '--app-image', "$image" as String,
            '--app-version', version, '--vendor', 'The Stagecraft developers', '--description', project.description,
            '--license-file', "$base/LICENSE" as String] + system)
    log.info("The installer: ${dist.listFiles().find { it.name.endsWith(".$type") }}")
}
work.deleteDir()
