import { spawnSync } from "node:child_process";
import process from "node:process";

/**
 * `$0` the state folder, `$1` Node, `$2` the script that prepares the start, `$3` workerd, `$4` its
 * configuration, `$5` what is kept of what it says.
 * The shell holds the lock from before anything is written, and becomes workerd, which holds it then: the kernel
 * frees it with the process, however that ends, and keeps it across containers (flock(2)). What Node opens is
 * closed at `execve`, so Node cannot hold it itself. 64 and more from flock: this file system has no locks, and
 * the lock file that names its process has to do.
 * What workerd writes holds what people confided: subscriptions.
 */
const HOLD = `
mask=$(umask)
umask 077
exec 9>>"$0/lock.fl" || exit 1
umask "$mask"
tries=0
while :; do
	flock -n 9
	held=$?
	[ "$held" -eq 1 ] || break
	tries=$((tries + 1))
	if [ "$tries" -ge 30 ]; then
		read -r pid rest 2>/dev/null <"$0/lock"
		echo "$0 is in use by process \${pid:-?}, perhaps of another container. Stop that one first, or set TONNENTAG_STATE to another folder." >&2
		exit 1
	fi
	sleep 0.1
done
[ "$held" -eq 0 ] || echo "$0 lies where files cannot be locked: start no second product on it, above all not in another container." >&2
"$1" --disable-warning=ExperimentalWarning "$2" "$$" 9>&- || exit
umask 077
if sed -un p </dev/null 2>/dev/null && mkfifo "$0/run/said" 2>/dev/null; then
	sed -unE "$5" <"$0/run/said" >&2 9>&- &
	exec 8<>"$0/run/said"
	exec "$3" serve "$4" 2>"$0/run/said"
fi
exec "$3" serve "$4"`;

/**
 * What the runtime says of a request that it cannot read repeats its target, its Host and its chunks. So of each
 * line only the level and the places in its own source are kept, and what is said again at once is left out.
 * How it ends, and what the system says of it when it cannot even begin, is no request's.
 */
const SAID = `
/^stack:/d
/^\\*\\*\\* Fatal/{s/;.*//;p;d}
/^\\/[^ ]*workerd: /{p;d}
s#^([A-Za-z0-9_/.+-]+:[0-9]+): ([a-z]+): (Uncaught exception: )?(([A-Za-z0-9_/.+-]+:[0-9]+): )?.*#{"event":"runtime","level":"\\2","at":"\\1","cause":"\\5"}#
t told
s/.*/{"event":"runtime"}/
:told
G
/^(.*)\\n\\1$/d
s/\\n.*//
h
p`;

export interface Start {
	readonly state: string;
	/** A script for Node that is given the holder's process id. */
	readonly prepare: string;
	readonly workerd: string;
	readonly config: string;
}

/** The command that holds the lock, prepares the start and becomes workerd. */
export function underLock({ state, prepare, workerd, config }: Start): readonly string[] {
	return ["/bin/sh", "-c", HOLD, state, process.execPath, prepare, workerd, config, SAID];
}

/** macOS and Windows have none. */
export function hasFlock(): boolean {
	return process.platform === "linux" && spawnSync("flock", ["-V"], { stdio: "ignore" }).error === undefined;
}
