# In the guest, after the lines that run.sh writes before this one: it sets `programs`.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
export PLAYGROUND_TEST_SLOWNESS=15 RUST_BACKTRACE=0
uname -sr
grep cgroup /proc/self/mountinfo
chmod 1777 /tmp /dev/shm
cp $programs /run/ # An ordinary user may not look into every directory of the host.
echo "+memory +pids +cpu" >/sys/fs/cgroup/cgroup.subtree_control
failed=0
# As a unit of systemd with Delegate=yes has it: a group of its own, which belongs to the user of the service.
for user in 0 1000; do
    unit=/sys/fs/cgroup/unit-$user
    mkdir "$unit"
    chown $user:$user "$unit" "$unit"/cgroup.{procs,threads,subtree_control}
    echo $$ >"$unit/cgroup.procs"
    for program in $programs; do
        echo "== $(basename "$program") as user $user"
        setpriv --reuid $user --regid $user --clear-groups "/run/$(basename "$program")" --test-threads=1 2>&1 ||
            failed=1
    done
    echo $$ >/sys/fs/cgroup/cgroup.procs
    left=$(find "$unit" -mindepth 1 -type d ! -name twilight-playground-service)
    [ -z "$left" ] || { echo "left behind: $left"; failed=1; }
done
[ $failed = 1 ] || echo "every test passed"
sync
echo o >/proc/sysrq-trigger
read -r -t 60 </dev/ttyS0
