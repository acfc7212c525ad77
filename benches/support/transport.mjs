const answer = JSON.stringify({ id: "01FPW47QF69Y5JZH24605VAK00" });

/**
 * In place of the network: an answer in the next turn of the event loop. Within one turn Node frees none of the Requests
 * made in it, whoever made them.
 */
export async function transport(_request) {
  await new Promise(setImmediate);
  return new Response(answer, { status: 201 });
}
