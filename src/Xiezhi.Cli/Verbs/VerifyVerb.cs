using System.CommandLine;
using System.Text;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>verify FILE [--key VKEY]</c>: a receipt, a figure's file or a witness's evidence, without a server and without a data folder.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A receipt (.tlog-proof), a figure's file (.figure), or evidence of a fork that a witness kept (.fork)." };
        var key = new Option<string?>("--key") { Description = "The log's key as you know it: a vkey, or a file that holds one." };
        var command = new Command("verify", "Checks a receipt, a figure's file or evidence of a fork against the log's key. It needs no server and no data folder.") { file, key };
        command.SetAction(result => Run(result.GetValue(file)!, result.GetValue(key)));
        return command;
    }

    private static int Run(string path, string? key)
    {
        if (!File.Exists(path)) { throw new UsageException($"there is no file '{path}'.", "Name a receipt or a figure's file."); }
        var trusted = Options.Verifier(key is not null && File.Exists(key) ? File.ReadAllText(key).Trim() : key);
        try
        {
            using var input = new BufferedStream(File.OpenRead(path), 1 << 20);
            var figure = Begins(input, FigureFile.FirstLine);
            input.Position = 0;
            var fork = Begins(input, ForkEvidence.FirstLine);
            input.Position = 0;
            if (fork) { return OfFork(path, input, trusted); }
            return figure ? OfFigure(input, trusted) : OfReceipt(path, input, trusted);
        }
        catch (Exception broken) when (broken is NoteUntrustedException or NoteFormatException or FormatException)
        {
            Console.Error.WriteLine($"xiezhi: {path} is not sound. {broken.Message}");
            return Shell.No;
        }
    }

    private static int OfReceipt(string path, Stream input, NoteVerifier? key)
    {
        using var text = new StreamReader(input, Encoding.UTF8);
        var receipt = Receipt.Parse(text.ReadToEnd());
        var head = receipt.Verify(key ?? throw new UsageException($"{path} is a receipt, and a receipt names no key.", "Give the log's key as you know it: --key VKEY. A site shows its key under /verify and serves it as /log/vkey."));
        Console.WriteLine($"Sound: leaf {receipt.Index:N0} is in {head.Origin}, whose first {head.Size:N0} leaves have the signed root {head.Root}.");
        Console.WriteLine(Words(receipt.Leaf.AsSpan()));
        return Shell.Done;
    }

    private static int OfFork(string path, Stream input, NoteVerifier? key)
    {
        using var text = new StreamReader(input, Encoding.UTF8);
        var evidence = ForkEvidence.Parse(text.ReadToEnd());
        var (held, offered) = evidence.Verify(key ?? throw new UsageException($"{path} is evidence of a fork, and names no key.", "Give the log's key as you know it: --key VKEY."));
        Console.WriteLine($"The key of {held.Origin} has signed two heads:\n  {held.Size:N0} leaves under {held.Root}, cosigned by the witness\n  {offered.Size:N0} leaves under {offered.Root}, offered to it then");
        Console.WriteLine(evidence.Proves
            ? "One size and two roots: the log has two histories. Its own signatures prove it."
            : "The proof that came with the second does not lead from the first to it. Ask the log for one that does; as long as it gives none, it has two histories.");
        return Shell.Done;
    }

    private static int OfFigure(Stream input, NoteVerifier? key)
    {
        var file = FigureFile.Verify(input, key, out var shown);
        var (figure, head) = (file.Figure, Ledger.Notes.Checkpoint.Parse(file.Head.Text));
        Console.WriteLine($"Sound: {figure.Indicator.Title.Zh} ({figure.Id}) {figure.Period}: {figure.Printed}, {figure.Entries:N0} entries");
        Console.WriteLine($"counts, as the file defines it: {figure.Indicator.Definition.Zh}");
        Console.WriteLine($"counted from {shown:N0} leaves of {head.Origin}, whose first {head.Size:N0} leaves have the signed root {head.Root}.");
        Console.WriteLine("That no other entry counts is proven by a recount of the whole log: xiezhi recount.");
        if (key is null) { Console.WriteLine($"Signed by the key that the file itself names. Compare it with one that you know, or give that with --key:\n{file.Key}"); }
        return Shell.Done;
    }

    private static string Words(ReadOnlySpan<byte> leaf)
    {
        if (Leaf.KindOf(leaf) != LeafKind.Act) { return $"It is no act but a leaf of kind {Leaf.KindOf(leaf)}."; }
        var act = ActLeaf.Read(leaf);
        return $"It says: {act.Kind} {act.Subject} is entry {act.Number} of case {act.Ordinal} of {act.Year} in the register of organ {act.Organ}, edition {act.Edition}; "
            + $"effective {act.EffectiveDay:yyyy-MM-dd}, recorded {act.RecordedDay:yyyy-MM-dd}.\nIts private body has the commitment {Convert.ToHexStringLower(act.Commitment)}.";
    }

    private static bool Begins(Stream input, string line)
    {
        var bytes = new byte[line.Length];
        return input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && Encoding.UTF8.GetString(bytes) == line;
    }
}
