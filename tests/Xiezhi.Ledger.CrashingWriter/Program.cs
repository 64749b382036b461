using NodaTime;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;

// Appends to the folder, whose store may be named behind it when it is made, until it is killed, and prints what was acknowledged: after each commit the size of the log, or as a living city each act
// or each erasure.
if (args is ["live", var living, ..])
{
    await LiveActs.Run(living, args.ElementAtOrDefault(2));
    return;
}

if (args is ["erase", var erasing, ..])
{
    await LiveErasures.Run(erasing, args.ElementAtOrDefault(2));
    return;
}

var path = args[0];
using var folder = DataFolder.Exists(path)
    ? DataFolder.OpenForWriting(path, "crashing writer")
    : DataFolder.Create(path, new FolderDescription("nowhere", Synthetic: true, Instant.FromUtc(2024, 1, 1, 0, 0), new FolderClock.System(), Replay: null, args.ElementAtOrDefault(1)),
        "crashing writer");
while (true)
{
    Console.WriteLine(KnownActs.Append(folder));
    Console.Out.Flush();
}
