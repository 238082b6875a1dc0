import { guessFraction } from "./fraction.ts";

export interface GuessedService {
	readonly id: string;
	readonly fraction: string;
	readonly label: string;
	readonly usual?: boolean;
	readonly letter?: string;
}

/** The services that wordings name, one each; the same wording in two files is one service. */
export class ServiceBook {
	readonly #byWording = new Map<string, GuessedService>();
	readonly questions: string[] = [];

	/** Its id. */
	of(wording: string): string {
		const known = this.#byWording.get(wording);
		if (known) return known.id;
		const { fraction, stem, sure } = guessFraction(wording);
		const id = this.#freeId(stem, wording);
		const others = [...this.#byWording.values()].filter((each) => each.fraction === fraction).length;
		const usual = others === 0 ? {} : { usual: false };
		this.#byWording.set(wording, { id, fraction, label: wording, ...usual });
		if (!sure) this.questions.push(`Was ist «${wording}»? Angenommen: ${fraction}. (services, "fraction" von "${id}")`);
		return id;
	}

	ofFraction(wording: string): string[] {
		const { fraction } = guessFraction(wording);
		return this.all.filter((each) => each.fraction === fraction).map(({ id }) => id);
	}

	get all(): GuessedService[] {
		return [...this.#byWording.values()];
	}

	#freeId(stem: string, wording: string): string {
		const weeks = /(\d)\s?-?\s?w[öo]/iu.exec(wording)?.[1] ?? (/vierzehn|14/u.test(wording) ? "2" : undefined);
		const wanted = weeks ? `${stem}-${weeks}w` : stem;
		const taken = new Set(this.all.map(({ id }) => id));
		if (!taken.has(wanted)) return wanted;
		for (let count = 2; ; count++) if (!taken.has(`${wanted}-${count}`)) return `${wanted}-${count}`;
	}
}
