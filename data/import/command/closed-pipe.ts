/** Who reads only the first lines (`| head -1`) closes the pipe: that is no fault, and nothing is left to say. */
for (const stream of [process.stdout, process.stderr]) {
	stream.on("error", (error: NodeJS.ErrnoException) => {
		if (error.code !== "EPIPE") throw error;
	});
}
