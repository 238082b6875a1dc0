/** What keeps a browser from asking anyone but this machine. */

/** For Chromium, as an argument. */
export const ONLY_LOOPBACK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

/** For Firefox, as preferences: the discard port as the proxy for everyone else. */
export const LOOPBACK_PREFERENCES: Readonly<Record<string, string | number>> = {
	"network.proxy.type": 1,
	"network.proxy.http": "127.0.0.1",
	"network.proxy.http_port": 9,
	"network.proxy.ssl": "127.0.0.1",
	"network.proxy.ssl_port": 9,
	"network.proxy.no_proxies_on": "127.0.0.1, localhost",
};
