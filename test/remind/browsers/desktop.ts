import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import dbus from "dbus-next";

/** What the operating system was asked to show. */
export interface Shown {
	readonly id: number;
	readonly summary: string;
	readonly body: string;
	/** Key to label; a click on the notification itself is `default`. */
	readonly actions: ReadonlyMap<string, string>;
}

/** A desktop that shows notifications: a bus of its own, and `org.freedesktop.Notifications` on it. */
export class Desktop {
	readonly address: string;
	readonly #daemon: ChildProcess;
	readonly #bus: dbus.MessageBus;
	readonly #notifications: Notifications;

	private constructor(daemon: ChildProcess, address: string) {
		this.#daemon = daemon;
		this.address = address;
		this.#bus = dbus.sessionBus({ busAddress: address } as object);
		this.#notifications = new Notifications();
	}

	static async start(): Promise<Desktop> {
		const daemon = spawn("dbus-daemon", ["--session", "--nofork", "--print-address"], {
			stdio: ["ignore", "pipe", "ignore"],
		});
		if (!daemon.stdout) throw new Error("no bus");
		const [line] = (await once(daemon.stdout, "data")) as [Buffer];
		const desktop = new Desktop(daemon, line.toString().trim());
		desktop.#bus.export("/org/freedesktop/Notifications", desktop.#notifications);
		await desktop.#bus.requestName("org.freedesktop.Notifications", 0);
		return desktop;
	}

	/** The newest notification with this title that nobody has asked for yet. */
	async shown(title: string, patience = 40_000): Promise<Shown> {
		const { log } = this.#notifications;
		for (const began = Date.now(); Date.now() - began < patience; ) {
			const at = log.findIndex(({ summary }) => summary === title);
			const [found] = at < 0 ? [] : log.splice(at, 1);
			if (found) return found;
			await new Promise((later) => setTimeout(later, 25));
		}
		throw new Error(`"${title}" was not shown, but ${JSON.stringify(log.map(({ summary, body }) => [summary, body]))}`);
	}

	/** A click on the notification, or on the button with this label. */
	click({ id, actions }: Shown, label?: string): void {
		const key = label === undefined ? "default" : [...actions].find(([, each]) => each === label)?.[0];
		if (key === undefined) throw new Error(`no button "${label}" among ${[...actions.values()]}`);
		this.#notifications.ActionInvoked(id, key);
	}

	async stop(): Promise<void> {
		this.#bus.disconnect();
		const ended = once(this.#daemon, "exit");
		this.#daemon.kill();
		await ended;
	}
}

class Notifications extends dbus.interface.Interface {
	readonly log: Shown[] = [];
	#last = 0;

	constructor() {
		super("org.freedesktop.Notifications");
	}

	GetCapabilities(): string[] {
		return ["actions", "body", "body-hyperlinks", "body-markup", "persistence", "icon-static"];
	}

	GetServerInformation(): string[] {
		return ["test", "test", "1.0", "1.2"];
	}

	Notify(_app: string, replaces: number, _icon: string, summary: string, body: string, actions: string[]): number {
		const id = replaces || ++this.#last;
		const pairs = actions.flatMap((key, at) => (at % 2 === 0 ? [[key, actions[at + 1] ?? ""] as const] : []));
		this.log.push({ id, summary, body, actions: new Map(pairs) });
		return id;
	}

	CloseNotification(id: number): void {
		this.NotificationClosed(id, 3);
	}

	NotificationClosed(id: number, reason: number): [number, number] {
		return [id, reason];
	}

	ActionInvoked(id: number, key: string): [number, string] {
		return [id, key];
	}
}

Notifications.configureMembers({
	methods: {
		GetCapabilities: { outSignature: "as" },
		GetServerInformation: { outSignature: "ssss" },
		Notify: { inSignature: "susssasa{sv}i", outSignature: "u" },
		CloseNotification: { inSignature: "u" },
	},
	signals: { NotificationClosed: { signature: "uu" }, ActionInvoked: { signature: "us" } },
});
