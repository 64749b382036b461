using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>A witness that a policy names.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Key">The key by which its cosignatures are known.</param>
/// <param name="Url">Where the log asks it; null when only readers use the policy.</param>
public sealed record NamedWitness(string Name, NoteVerifier Key, Uri? Url);

/// <summary>Whose cosignatures make a head trustworthy: witnesses, groups of them, and the quorum, as c2sp.org/tlog-policy writes it.</summary>
public sealed class WitnessPolicy
{
    private const int MostLines = 1000;
    private readonly Dictionary<string, Group> groups;
    private readonly string quorum;

    private WitnessPolicy(string text, ImmutableArray<NoteVerifier> logs, ImmutableArray<NamedWitness> witnesses, Dictionary<string, Group> groups, string quorum)
    {
        Text = text;
        Logs = logs;
        Witnesses = witnesses;
        this.groups = groups;
        this.quorum = quorum;
    }

    /// <summary>The policy as it was written.</summary>
    public string Text { get; }

    /// <summary>Keys of the logs that it speaks of; empty when the reader knows his log otherwise.</summary>
    public ImmutableArray<NoteVerifier> Logs { get; }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<NamedWitness> Witnesses { get; }

    /// <summary>Whether enough witnesses have cosigned this note. The log's own signature is not looked at.</summary>
    public bool IsMet(SignedNote note) => quorum == None || Holds(quorum, [.. Witnesses.Where(witness => note.IsSignedBy(witness.Key)).Select(witness => witness.Name)]);

    /// <summary>Returns when enough witnesses have cosigned this note.</summary>
    /// <exception cref="NoteUntrustedException">The quorum is not met; the message says who is missing.</exception>
    public void Require(SignedNote note)
    {
        if (IsMet(note)) { return; }
        var missing = Witnesses.Where(witness => !note.IsSignedBy(witness.Key)).Select(witness => witness.Name);
        throw new NoteUntrustedException($"The head has not the quorum '{quorum}' of its witnesses: there is no cosignature of {string.Join(", ", missing)}.");
    }

    /// <returns>The policy in a file; null when there is no such file.</returns>
    /// <exception cref="NoteFormatException">The file is no policy; the message names it and the line.</exception>
    public static WitnessPolicy? Load(string path) => File.Exists(path) ? Parse(File.ReadAllText(path), path) : null;

    /// <exception cref="NoteFormatException">The text is no policy; the message names <paramref name="path"/> and the line.</exception>
    public static WitnessPolicy Parse(string text, string path)
    {
        var lines = text.Split('\n');
        if (lines.Length > MostLines) { throw new NoteFormatException($"{path}: a policy of more than {MostLines} lines is not read."); }
        var reading = new Reading(path);
        for (var at = 0; at < lines.Length; at++) { reading.Take(lines[at], at + 1); }
        return reading.Finish(text);
    }

    private const string None = "none";

    private bool Holds(string name, HashSet<string> cosigned) => groups.TryGetValue(name, out var group)
        ? group.Members.Count(member => Holds(member, cosigned)) >= group.Needed
        : cosigned.Contains(name);

    private sealed record Group(int Needed, ImmutableArray<string> Members);

    /// <summary>The file as far as it was read.</summary>
    private sealed class Reading(string path)
    {
        private static readonly char[] Blanks = [' ', '\t'];
        private readonly ImmutableArray<NoteVerifier>.Builder logs = ImmutableArray.CreateBuilder<NoteVerifier>();
        private readonly ImmutableArray<NamedWitness>.Builder witnesses = ImmutableArray.CreateBuilder<NamedWitness>();
        private readonly Dictionary<string, Group> groups = [];
        private readonly HashSet<string> inGroup = [];
        private string? quorum;
        private int line;

        public void Take(string text, int number)
        {
            line = number;
            var words = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#')) { return; }
            switch (words)
            {
                case ["log", var key]: AddLog(key); break;
                case ["log", var key, var url]: AddLog(key); Address(url); break;
                case ["witness", var name, var key]: AddWitness(name, key, null); break;
                case ["witness", var name, var key, var url]: AddWitness(name, key, Address(url)); break;
                case ["group", var name, var needed, .. { Length: > 0 } members]: AddGroup(name, needed, members); break;
                case ["quorum", var name]: SetQuorum(name); break;
                default: throw Wrong($"'{words[0]}' is not written so. A line is 'log KEY [URL]', 'witness NAME KEY [URL]', 'group NAME any|all|NUMBER MEMBER…' or 'quorum NAME'.");
            }
        }

        public WitnessPolicy Finish(string text) => quorum is null
            ? throw new NoteFormatException($"{path}: the policy has no line 'quorum NAME'. Write 'quorum none' when no witness is needed.")
            : new WitnessPolicy(text, logs.ToImmutable(), witnesses.ToImmutable(), groups, quorum);

        private void AddLog(string vkey)
        {
            var key = Key(vkey);
            if (key.IsWitness) { throw Wrong($"'{key.Name}' is the key of a witness, not of a log."); }
            if (logs.Any(log => log.PublicKey.SequenceEqual(key.PublicKey))) { throw Wrong($"The key of log '{key.Name}' stands here twice."); }
            logs.Add(key);
        }

        private void AddWitness(string name, string vkey, Uri? url)
        {
            RequireNew(name);
            var key = Key(vkey);
            if (!key.IsWitness) { throw Wrong($"The key of witness '{name}' is no key of a witness (type 4)."); }
            if (witnesses.Any(witness => witness.Key.PublicKey.SequenceEqual(key.PublicKey))) { throw Wrong($"The key of witness '{name}' stands here twice."); }
            witnesses.Add(new NamedWitness(name, key, url));
        }

        private void AddGroup(string name, string needed, string[] members)
        {
            RequireNew(name);
            foreach (var member in members)
            {
                RequireKnown(member);
                if (!inGroup.Add(member)) { throw Wrong($"'{member}' is in a group already; each is counted once."); }
            }

            var count = needed switch
            {
                "any" => 1,
                "all" => members.Length,
                _ => int.TryParse(needed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= members.Length
                    ? number
                    : throw Wrong($"'{needed}' is neither 'any' nor 'all' nor a number from 1 to {members.Length}."),
            };
            groups.Add(name, new Group(count, [.. members]));
        }

        private void SetQuorum(string name)
        {
            if (quorum is not null) { throw Wrong("There is a quorum already."); }
            if (name != None) { RequireKnown(name); }
            quorum = name;
        }

        private void RequireNew(string name)
        {
            if (name == None || groups.ContainsKey(name) || witnesses.Any(witness => witness.Name == name)) { throw Wrong($"The name '{name}' is taken."); }
        }

        private void RequireKnown(string name)
        {
            if (!groups.ContainsKey(name) && !witnesses.Any(witness => witness.Name == name)) { throw Wrong($"No line before this one defines '{name}'."); }
        }

        private NoteVerifier Key(string vkey)
        {
            try
            {
                return NoteVerifier.Parse(vkey);
            }
            catch (NoteFormatException wrong)
            {
                throw Wrong(wrong.Message);
            }
        }

        private Uri Address(string url) => Uri.TryCreate(url.EndsWith('/') ? url : $"{url}/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw Wrong($"'{url}' is no address of the web.");

        private NoteFormatException Wrong(string what) => new($"{path}({line}): {what}");
    }
}
