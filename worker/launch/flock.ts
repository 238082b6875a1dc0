import { spawnSync } from "node:child_process";
import process from "node:process";

/**
 * `$0` the state folder, `$1` Node, `$2` the script that prepares the start, `$3` workerd, `$4` its configuration.
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
exec "$3" serve "$4"`;

export interface Start {
	readonly state: string;
	/** A script for Node that is given the holder's process id. */
	readonly prepare: string;
	readonly workerd: string;
	readonly config: string;
}

/** The command that holds the lock, prepares the start and becomes workerd. */
export function underLock({ state, prepare, workerd, config }: Start): readonly string[] {
	return ["/bin/sh", "-c", HOLD, state, process.execPath, prepare, workerd, config];
}

/** macOS and Windows have none. */
export function hasFlock(): boolean {
	return process.platform === "linux" && spawnSync("flock", ["-V"], { stdio: "ignore" }).error === undefined;
}
