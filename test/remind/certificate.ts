import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
	readonly key: string;
	readonly cert: string;
}

/** For 127.0.0.1, signed by itself: whoever is given it as an authority trusts it, and nobody else. */
export function makeCertificate(): Certificate {
	const folder = mkdtempSync(join(tmpdir(), "tonnentag-tls-"));
	const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
	const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
	const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
	execFileSync("openssl", ["req", "-x509", ...kind, "-days", "2", "-keyout", key, "-out", cert, ...subject], {
		stdio: "ignore",
	});
	const made = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
	rmSync(folder, { recursive: true });
	return made;
}
