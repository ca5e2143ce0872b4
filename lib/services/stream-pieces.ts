/**
 * A stream of what a generator yields, each piece when it is asked for; whoever cancels it ends the generator.
 *
 * @param onError Told of what the generator throws, before the stream fails with it.
 */
export function streamPieces<T>(
  pieces: AsyncGenerator<T>,
  onError: (error: unknown) => void = () => {},
): ReadableStream<T> {
  return new ReadableStream<T>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          onError(error);
          throw error;
        }
      },
      cancel: async () => {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
