package dev.stagecraft.distil.rewrite;

/// One of the [Options] that can be chosen one way or the other.
public enum Option {
    SUITE,
    NONROOT,
    DEBUG,
    CACHEABLE,
    BUILD_CACHE,
    STATIC_GO,
    COMMENTS;

    /// The same options with this one chosen the other way.
    public Options turned(Options o) {
        return switch (this) {
            case SUITE -> o.withSuite(o.suite().equals("debian13") ? "debian12" : "debian13");
            case NONROOT -> o.withNonroot(!o.nonroot());
            case DEBUG -> o.withDebug(!o.debug());
            case CACHEABLE -> o.withCacheable(!o.cacheable());
            case BUILD_CACHE -> o.withBuildCache(!o.buildCache());
            case STATIC_GO -> o.withStaticGo(!o.staticGo());
            case COMMENTS -> o.withComments(!o.comments());
        };
    }
}
