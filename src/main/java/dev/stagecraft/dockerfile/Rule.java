package dev.stagecraft.dockerfile;

import java.util.Arrays;
import java.util.Optional;

/// A check of Dockerfiles: BuildKit's build checks under their own names, and those that matter for
/// small images.
public enum Rule {
    STAGE_NAME_CASING(
            "StageNameCasing",
            "Write the stage's name in lower case",
            "Stage names are compared in lower case. Written so, they look like what they are, unlike"
                    + " the instructions around them."),
    FROM_AS_CASING(
            "FromAsCasing",
            "Write FROM and AS in the same case",
            "One case for all keywords makes a Dockerfile easier to read."),
    NO_EMPTY_CONTINUATION(
            "NoEmptyContinuation",
            "Remove the blank line, or make it a comment",
            "A blank line inside a continued instruction is skipped today. It is an error in the"
                    + " making: a later frontend will refuse it."),
    CONSISTENT_INSTRUCTION_CASING(
            "ConsistentInstructionCasing",
            "Write all keywords in the same case",
            "Either case works. Mixed ones make the file hard to scan."),
    DUPLICATE_STAGE_NAME(
            "DuplicateStageName",
            "Give each stage a name of its own",
            "COPY --from, FROM and --target find only one of the stages of that name, the last before"
                    + " the place."),
    RESERVED_STAGE_NAME(
            "ReservedStageName",
            "Choose a name other than scratch and context",
            "These words mean the empty image and the build context."),
    JSON_ARGS_RECOMMENDED(
            "JSONArgsRecommended",
            "Write it as a JSON array, such as [\"program\", \"argument\"]",
            "In shell form the program is a child of a shell, which does not pass signals on: docker"
                    + " stop waits ten seconds, then kills. Images without a shell cannot start it at"
                    + " all."),
    MAINTAINER_DEPRECATED(
            "MaintainerDeprecated",
            "Use LABEL org.opencontainers.image.authors=…",
            "MAINTAINER sets a field that few tools show. A label can be seen and queried."),
    UNDEFINED_ARG_IN_FROM(
            "UndefinedArgInFrom",
            "Declare it with ARG before the first FROM",
            "FROM sees only arguments that are declared before the first FROM. Any other is empty."),
    UNDEFINED_VAR(
            "UndefinedVar",
            "Declare it with ARG or ENV in this stage, before its use",
            "A variable that is not set is replaced by nothing, and the build goes on."),
    WORKDIR_RELATIVE_PATH(
            "WorkdirRelativePath",
            "Start with an absolute path",
            "A relative path depends on the working directory of the base image, which may change"
                    + " with its next release."),
    MULTIPLE_INSTRUCTIONS_DISALLOWED(
            "MultipleInstructionsDisallowed",
            "Keep the last one only",
            "CMD, ENTRYPOINT and HEALTHCHECK replace those before them in the stage."),
    LEGACY_KEY_VALUE_FORMAT(
            "LegacyKeyValueFormat",
            "Write name=value",
            "With a space, all that follows is the value, quotes included, and only one name can be"
                    + " set."),
    REDUNDANT_TARGET_PLATFORM(
            "RedundantTargetPlatform",
            "Leave --platform out",
            "The target platform is what FROM uses anyway."),
    SECRETS_USED_IN_ARG_OR_ENV(
            "SecretsUsedInArgOrEnv",
            "Use RUN --mount=type=secret, or give it when the container is started",
            "Values of ARG and ENV stay in the image's history and settings, where whoever has the"
                    + " image can read them."),
    INVALID_DEFAULT_ARG_IN_FROM(
            "InvalidDefaultArgInFrom",
            "Give the argument a default that names an image",
            "Without build arguments the base has no valid name, and the build stops."),
    FROM_PLATFORM_FLAG_CONST_DISALLOWED(
            "FromPlatformFlagConstDisallowed",
            "Use $BUILDPLATFORM or $TARGETPLATFORM, or leave it out",
            "With a fixed platform the stage is the same whatever platform is asked for."),
    COPY_IGNORED_FILE(
            "CopyIgnoredFile",
            "Take the path out of the ignore file, or do not copy it",
            "What the ignore file leaves out is not in the build context, so it cannot be copied."),
    INVALID_DEFINITION_DESCRIPTION(
            "InvalidDefinitionDescription",
            "Start the comment with the name, or put an empty comment line between",
            "A comment right before a stage or an argument is shown as its description when it starts"
                    + " with its name."),
    EXPOSE_PROTO_CASING(
            "ExposeProtoCasing",
            "Write tcp, udp or sctp in lower case",
            "Image settings hold the protocol in lower case."),
    EXPOSE_INVALID_FORMAT(
            "ExposeInvalidFormat",
            "Name the container's port only",
            "EXPOSE says which port the program listens on. Which port of the host leads to it is said"
                    + " when the container is started."),
    INVALID_BASE_IMAGE_PLATFORM(
            "InvalidBaseImagePlatform",
            "Pull the base for the platform, or use --platform",
            "The local base image is for another platform than the one that is built."),

    PACKAGE_CACHE_LEFT(
            "PackageCacheLeft",
            "Remove it in the same RUN, or keep it out with a cache mount",
            "What a package manager downloads stays in the layer. Removing it in a later RUN does not"
                    + " make the image smaller."),
    APT_UPDATE_ALONE(
            "AptUpdateAlone",
            "Join update and install in one RUN",
            "The list is cached with its layer: later builds install from an old list, or fail because"
                    + " a package has moved on."),
    RECOMMENDED_PACKAGES(
            "RecommendedPackages",
            "Add --no-install-recommends",
            "apt also installs what packages recommend, often many times what was asked for."),
    COPY_BEFORE_INSTALL(
            "CopyBeforeInstall",
            "Copy the dependency files first, install, then copy the rest",
            "Any change of any file makes the installation run again."),
    UNPINNED_BASE(
            "UnpinnedBase",
            "Name a version, or better also a digest",
            "latest is whatever was pushed last: the same Dockerfile gives another image tomorrow."),
    RUNS_AS_ROOT(
            "RunsAsRoot",
            "Set USER to a number other than 0",
            "Whoever breaks out of the program is root in the container, and closer to root on the"
                    + " host."),
    BUILD_TOOLS_SHIPPED(
            "BuildToolsShipped",
            "Build in one stage, and copy the result into a small one",
            "The compiler and all it needs are in the image that runs."),
    DELETED_LATER(
            "DeletedLater",
            "Delete in the RUN that made the files",
            "A later layer hides files, it does not give their space back."),
    OWNER_CHANGED_LATER(
            "OwnerChangedLater",
            "Use COPY --chown or --chmod",
            "Changing owner or mode of files in a layer of its own stores every one of them again."),
    ADD_INSTEAD_OF_COPY(
            "AddInsteadOfCopy",
            "Use COPY",
            "ADD unpacks archives and fetches addresses. For plain files COPY says what is meant."),
    SECRET_FILE_COPIED(
            "SecretFileCopied",
            "Leave it out with .dockerignore, and use RUN --mount=type=secret",
            "A file that is copied stays in its layer, also when a later one deletes it.");

    private final String ruleName;
    private final String hint;
    private final String explanation;

    Rule(String ruleName, String hint, String explanation) {
        this.ruleName = ruleName;
        this.hint = hint;
        this.explanation = explanation;
    }

    /// The name, as `check=skip=` has it.
    public String ruleName() {
        return ruleName;
    }

    /// What to do, one line.
    public String hint() {
        return hint;
    }

    /// Why, a few sentences.
    public String explanation() {
        return explanation;
    }

    /// Whether it is one of BuildKit's build checks, rather than one for small images.
    public boolean isBuildCheck() {
        return compareTo(INVALID_BASE_IMAGE_PLATFORM) <= 0;
    }

    /// Whether it runs only when asked for with `check=experimental=`.
    public boolean isExperimental() {
        return this == INVALID_DEFINITION_DESCRIPTION;
    }

    /// The rule of that name.
    public static Optional<Rule> named(String name) {
        return Arrays.stream(values()).filter(r -> r.ruleName.equals(name)).findFirst();
    }
}
