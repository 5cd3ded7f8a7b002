#!/bin/sh
# An OCI runtime that forgets the resource limits and the size of /tmp: runc, given a configuration without them.
before=
for word; do
    if [ "$before" = --bundle ]; then
        sed -i -e 's/"rlimits":\[[^]]*\]/"rlimits":[]/' -e 's/"size=[0-9]*",//' -e 's/"nr_inodes=[0-9]*",//' \
            "$word/config.json"
    fi
    before=$word
done
exec /usr/sbin/runc "$@"
