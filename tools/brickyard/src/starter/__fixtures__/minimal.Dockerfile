# What every cluster image needs. Databricks brings Spark and the Scala jars.
ARG BASE_IMAGE=ubuntu:24.04


# COPY takes a name with an ARG in it; a mount does not. A pattern may match
# nothing: not every line has each of these locks.
FROM scratch AS locked

ARG DATABRICKS_RUNTIME=17.3-LTS

COPY *apt_packages.txt locks/${DATABRICKS_RUNTIME}.apt.txt* /apt/


FROM ${BASE_IMAGE}

# Works around https://bugs.launchpad.net/bugs/2066990 while packages install;
# the locale is what Databricks' own images set.
ENV LANG=C.UTF-8 \
    LC_ALL=C.UTF-8 \
    OPENSSL_FORCE_FIPS_MODE=0

ARG JDK_VERSION=17

ARG APT_MIRROR

# dpkg skips man pages, but JDK packages link into their folder. jmods only serve
# to make other JDKs (jlink); they are a quarter of the JDK's size.
RUN --mount=type=bind,from=brickyard/toolbox,target=/toolbox \
    --mount=type=bind,from=locked,source=/apt,target=/tmp/apt \
    --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    mkdir -p /usr/share/man/man1 \
    && /toolbox/apt-install --file /tmp/apt/apt_packages.txt \
    && java -XX:-UsePerfData -version 2>&1 | grep -q "\"\(1\.\)\?${JDK_VERSION}\." \
    && test -s /etc/ssl/certs/java/cacerts \
    && rm -rf /usr/lib/jvm/*/jmods /usr/share/man/* /tmp/hsperfdata_*

# Databricks installs cluster libraries as this user; nobody logs in as it. With the
# day of each build in /etc/shadow, no two images would be the same.
RUN SOURCE_DATE_EPOCH=315532800 useradd libraries && usermod -L libraries
