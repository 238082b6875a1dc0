import type { Language } from "../../../data/model/language.ts";

/** What a push says in one language. The names of bins and streets stay as the town writes them: so they stand on the bins. */
export interface Phrases {
	readonly tomorrow: (what: string) => string;
	readonly today: (what: string) => string;
	/** `until` is `6:00`. */
	readonly eveBody: (until: string) => string;
	readonly morningBody: (until: string) => string;
	/** `day` is a weekday with its date, as `Intl` writes it. */
	readonly changed: (what: string, day: string) => string;
	readonly cancelled: (what: string) => string;
	readonly added: (what: string) => string;
	readonly takeIn: string;
	readonly chooseTitle: string;
	readonly chooseBody: (town: string) => string;
	readonly goneTitle: string;
	readonly goneBody: (what: string) => string;
	readonly endTitle: string;
	readonly endBody: (day: string) => string;
	readonly testTitle: string;
	readonly testBody: string;
	readonly done: string;
	readonly later: string;
}

/**
 * The languages of the page. Turkish, Arabic, Ukrainian and Polish have not been read by
 * anyone who speaks them from home. No sentence counts anything, so none needs plurals;
 * what stands before a colon or a day is worded so that it needs no case.
 */
export const PHRASES = {
	de: {
		tomorrow: (what) => `Morgen: ${what}`,
		today: (what) => `Heute: ${what}`,
		eveBody: (until) => `Bitte bis ${until} Uhr rausstellen`,
		morningBody: (until) => `Noch bis ${until} Uhr rausstellen`,
		changed: (what, day) => `Geändert: ${what} jetzt am ${day}`,
		cancelled: (what) => `Fällt aus: ${what}`,
		added: (what) => `Zusätzlich: ${what}`,
		takeIn: "Bitte Tonne wieder hereinholen.",
		chooseTitle: "Bitte Adresse neu wählen",
		chooseBody: (town) => `${town} hat Ihre Straße neu aufgeteilt. Bis Sie neu wählen, kommen keine Erinnerungen.`,
		goneTitle: "Bitte Tonnen neu wählen",
		goneBody: (what) => `${what}: gibt es nicht mehr, oder heißt jetzt anders. Dafür kommen keine Erinnerungen.`,
		endTitle: "Die neuen Termine fehlen noch",
		endBody: (day) => `Bekannt sind Termine bis ${day}. Sobald neue da sind, geht es von selbst weiter.`,
		testTitle: "Probe: So kommt die Erinnerung",
		testBody: "Erinnerungen kommen auf diesem Gerät an.",
		done: "Steht draußen",
		later: "Später",
	},
	en: {
		tomorrow: (what) => `Tomorrow: ${what}`,
		today: (what) => `Today: ${what}`,
		eveBody: (until) => `Please put out by ${until}`,
		morningBody: (until) => `Put out by ${until} at the latest`,
		changed: (what, day) => `Changed: ${what} on ${day}`,
		cancelled: (what) => `Cancelled: ${what}`,
		added: (what) => `In addition: ${what}`,
		takeIn: "Please take the bin back in.",
		chooseTitle: "Please choose your address again",
		chooseBody: (town) => `${town} has divided your street anew. No reminders will come until you choose again.`,
		goneTitle: "Please choose your bins again",
		goneBody: (what) => `${what}: no longer collected, or called by another name. No reminders come for it.`,
		endTitle: "The new dates are not out yet",
		endBody: (day) => `Dates are known until ${day}. Once there are new ones, reminders go on by themselves.`,
		testTitle: "Test: this is how the reminder comes",
		testBody: "Reminders reach this device.",
		done: "It is out",
		later: "Later",
	},
	tr: {
		tomorrow: (what) => `Yarın: ${what}`,
		today: (what) => `Bugün: ${what}`,
		eveBody: (until) => `Lütfen en geç saat ${until} itibarıyla dışarı çıkarın`,
		morningBody: (until) => `Dışarı çıkarmak için son saat: ${until}`,
		changed: (what, day) => `Değişti: ${what} – yeni tarih: ${day}`,
		cancelled: (what) => `İptal edildi: ${what}`,
		added: (what) => `Ek olarak: ${what}`,
		takeIn: "Lütfen bidonu yeniden içeri alın.",
		chooseTitle: "Lütfen adresinizi yeniden seçin",
		chooseBody: (town) => `${town} sokağınızı yeniden böldü. Adresinizi yeniden seçene kadar hatırlatma gelmeyecek.`,
		goneTitle: "Lütfen bidonlarınızı yeniden seçin",
		goneBody: (what) => `${what}: artık yok ya da adı değişti. Bunun için hatırlatma gelmeyecek.`,
		endTitle: "Yeni tarihler henüz yok",
		endBody: (day) => `Bilinen son tarih: ${day}. Yenileri gelince hatırlatmalar kendiliğinden sürer.`,
		testTitle: "Deneme: hatırlatma böyle gelir",
		testBody: "Hatırlatmalar bu cihaza ulaşıyor.",
		done: "Dışarıda",
		later: "Sonra",
	},
	ar: {
		tomorrow: (what) => `غدًا: ${what}`,
		today: (what) => `اليوم: ${what}`,
		eveBody: (until) => `يرجى إخراجها في موعد أقصاه الساعة ${until}`,
		morningBody: (until) => `آخر موعد لإخراجها: الساعة ${until}`,
		changed: (what, day) => `تغيّر الموعد: ${what} – الموعد الجديد: ${day}`,
		cancelled: (what) => `أُلغي: ${what}`,
		added: (what) => `إضافة: ${what}`,
		takeIn: "يرجى إعادة الحاوية إلى الداخل.",
		chooseTitle: "يرجى اختيار العنوان من جديد",
		chooseBody: (town) => `أعادت ${town} تقسيم شارعكم. لن تصل تذكيرات حتى تختاروا من جديد.`,
		goneTitle: "يرجى اختيار الحاويات من جديد",
		goneBody: (what) => `${what}: لم تعد موجودة أو تغيّر اسمها. لن تصل تذكيرات بشأنها.`,
		endTitle: "المواعيد الجديدة غير متوفرة بعد",
		endBody: (day) => `المواعيد معروفة حتى ${day}. عند صدور مواعيد جديدة تستمر التذكيرات تلقائيًا.`,
		testTitle: "تجربة: هكذا يصل التذكير",
		testBody: "التذكيرات تصل إلى هذا الجهاز.",
		done: "أُخرجت الحاوية",
		later: "لاحقًا",
	},
	uk: {
		tomorrow: (what) => `Завтра: ${what}`,
		today: (what) => `Сьогодні: ${what}`,
		eveBody: (until) => `Виставте, будь ласка, не пізніше ${until}`,
		morningBody: (until) => `Виставте не пізніше ${until}`,
		changed: (what, day) => `Змінено: ${what} – нова дата: ${day}`,
		cancelled: (what) => `Скасовано: ${what}`,
		added: (what) => `Додатково: ${what}`,
		takeIn: "Будь ласка, заберіть контейнер назад.",
		chooseTitle: "Оберіть адресу ще раз",
		chooseBody: (town) => `${town}: вашу вулицю поділено по-новому. Доки ви не оберете адресу, нагадувань не буде.`,
		goneTitle: "Будь ласка, виберіть баки ще раз",
		goneBody: (what) => `${what}: більше немає або має іншу назву. Нагадувань про це не буде.`,
		endTitle: "Нових дат ще немає",
		endBody: (day) => `Остання відома дата: ${day}. Щойно з’являться нові, нагадування надходитимуть далі.`,
		testTitle: "Проба: так надходить нагадування",
		testBody: "Нагадування надходять на цей пристрій.",
		done: "Уже надворі",
		later: "Пізніше",
	},
	pl: {
		tomorrow: (what) => `Jutro: ${what}`,
		today: (what) => `Dziś: ${what}`,
		eveBody: (until) => `Proszę wystawić do godziny ${until}`,
		morningBody: (until) => `Wystawić najpóźniej do godziny ${until}`,
		changed: (what, day) => `Zmiana: ${what} – nowy termin: ${day}`,
		cancelled: (what) => `Odwołano: ${what}`,
		added: (what) => `Dodatkowo: ${what}`,
		takeIn: "Proszę zabrać pojemnik z powrotem.",
		chooseTitle: "Proszę ponownie wybrać adres",
		chooseBody: (town) =>
			`${town}: Państwa ulica została podzielona na nowo. Do ponownego wyboru adresu przypomnień nie będzie.`,
		goneTitle: "Proszę ponownie wybrać pojemniki",
		goneBody: (what) => `${what}: już nie ma lub ma inną nazwę. W tej sprawie nie będzie przypomnień.`,
		endTitle: "Nowych terminów jeszcze nie ma",
		endBody: (day) => `Ostatni znany dzień: ${day}. Gdy pojawią się nowe, przypomnienia same ruszą dalej.`,
		testTitle: "Próba: tak przychodzi przypomnienie",
		testBody: "Przypomnienia docierają do tego urządzenia.",
		done: "Już na zewnątrz",
		later: "Później",
	},
} as const satisfies Record<Language, Phrases>;
