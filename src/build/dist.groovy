// Makes the self-contained program and this system's installer under target/dist.
//
// jlink takes no automatic modules, of which docker-java and RichTextFX are some: so it makes a runtime of the JDK's
// own modules only, and jpackage puts every other module beside it, still on the module path.

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
modules.mkdirs()
// Jars without classes only name the platform's own jar in their POM: they would be empty automatic modules.
project.runtimeClasspathElements.collect { new File(it as String) }.findAll { it.file }.each { jar ->
    def classes = new java.util.jar.JarFile(jar).withCloseable { file -> file.stream().anyMatch { it.name.endsWith('.class') } }
    if (classes) {
        new File(modules, jar.name).bytes = jar.bytes
    }
}
run([tool('jar'), '--create', '--file', "$modules/stagecraft.jar" as String, '--main-class', project.properties['main.class'],
        '-C', project.build.outputDirectory, '.'])

def runtime = "$work/runtime" as String
run([tool('jlink'), '--output', runtime, '--add-modules', project.properties['dist.modules'],
        '--strip-debug', '--no-header-files', '--no-man-pages', '--compress', 'zip-6'])

def icon = "$base/icons/stagecraft.${windows ? 'ico' : mac ? 'icns' : 'png'}" as String
def options = project.properties['jvm.run'].tokenize(' ').collectMany { ['--java-options', it] }
def windowsOptions = windows ? ['--win-console'] : []
run([tool('jpackage'), '--type', 'app-image', '--name', 'stagecraft', '--dest', "$dist" as String,
        '--runtime-image', runtime, '--module-path', "$modules" as String,
        '--module', "dev.stagecraft/${project.properties['main.class']}" as String,
        '--app-version', version, '--vendor', 'The Stagecraft developers', '--description', project.description,
        '--copyright', 'Apache-2.0', '--icon', icon] + options + windowsOptions)
def image = new File(dist, mac ? 'stagecraft.app' : 'stagecraft')
log.info("The program: $image")

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
