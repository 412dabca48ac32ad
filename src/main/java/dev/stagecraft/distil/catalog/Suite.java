package dev.stagecraft.distil.catalog;

import java.util.Optional;

/// A Debian release that images are made from.
///
/// @param distro as in image names, such as `debian13`
/// @param codename as in `apt` sources and tags of builder images, such as `trixie`
/// @param glibc the newest `GLIBC_` symbol version its libc has
/// @param glibcxx the newest `GLIBCXX_` symbol version its libstdc++ has
/// @param openssl the version of its OpenSSL
/// @param gcc the major version of its compiler
/// @param endOfLife the month, such as `2026-09`, after which no image is built; absent when it is
///   not announced
public record Suite(
        String distro,
        String codename,
        String glibc,
        String glibcxx,
        String openssl,
        String gcc,
        Optional<String> endOfLife) {}
