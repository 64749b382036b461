using System.Collections.Concurrent;
using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.People;

/// <summary>The accounts of a folder. All of them lie in memory; a change is on the disk when the call returns.</summary>
/// <remarks>All members may be called from any thread. Who may change accounts is for the gate to say.</remarks>
public sealed class Accounts
{
    private readonly OfficeStore store;
    private readonly City city;
    private readonly PasswordHashing hashing;
    private readonly Lock changing = new();
    private readonly ConcurrentDictionary<string, Kept> all = new(StringComparer.Ordinal);
    /// <summary>Verified against when there is no such account, so that both answers take as long.</summary>
    private readonly Lazy<string> nobodysPassword;

    internal Accounts(OfficeStore store, City city, PasswordHashing hashing)
    {
        this.store = store;
        this.city = city;
        this.hashing = hashing;
        nobodysPassword = new Lazy<string>(() => hashing.Keep(PasswordRules.Random()));
        using var reader = store.Reader();
        var rows = reader["all-accounts"];
        using var reading = rows.Rows();
        while (reading.Next())
        {
            var account = new Account(rows.Text(0), rows.Text(1), (AccountRole)rows.Int32(2), rows.Int32(3), rows.Int32(4), rows.Int64(5), rows.Int32(6) != 0);
            all[account.Id] = new Kept(account, rows.Text(7));
        }
    }

    /// <summary>What is done when an account is disabled or its password changed: whatever was opened with it ends.</summary>
    internal List<Action<Account>> WhenEnded { get; } = [];

    public bool IsEmpty => all.IsEmpty;

    /// <summary>By id.</summary>
    public ImmutableArray<Account> All => [.. all.Values.Select(k => k.Account).OrderBy(a => a.Id, StringComparer.Ordinal)];

    public Account? Find(string id) => all.TryGetValue(id, out var kept) ? kept.Account : null;

    /// <summary>Makes an account.</summary>
    /// <returns>All that is wrong with it; empty when it was made.</returns>
    public ImmutableArray<InputProblem> Create(Account account, string password)
    {
        var problems = AccountRules.Wrong(account, city);
        if (PasswordRules.Wrong(account.Id, password) is { } weak) { problems = problems.Add(weak); }
        if (problems.IsEmpty) { problems = Create([new Kept(account, hashing.Keep(password))]); }
        return problems;
    }

    /// <summary>Makes the accounts with which a folder begins, all of them or none.</summary>
    /// <returns>Each with its random password, which is kept nowhere.</returns>
    /// <exception cref="ArgumentException">One of them cannot be; the message says which and why.</exception>
    public ImmutableArray<(Account Account, string Password)> Begin(IEnumerable<Account> first)
    {
        var made = first.Select(a => (Account: a, Password: PasswordRules.Random())).ToImmutableArray();
        foreach (var (account, _) in made)
        {
            if (AccountRules.Wrong(account, city) is [var wrong, ..]) { throw new ArgumentException($"The account '{account.Id}': {wrong.Words.En}.", nameof(first)); }
        }

        // One core is left to whoever reads meanwhile.
        var kept = made.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Max(1, Environment.ProcessorCount - 1)).Select(m => new Kept(m.Account, hashing.Keep(m.Password))).ToList();
        return Create(kept) is [var not, ..] ? throw new ArgumentException(not.Words.En, nameof(first)) : made;
    }

    /// <summary>Switches an account off, and with it every session and token; or on again.</summary>
    /// <returns>False when there is no such account.</returns>
    public bool Enable(string id, bool enabled)
    {
        lock (changing)
        {
            if (!all.TryGetValue(id, out var kept)) { return false; }
            var changed = kept.Account with { Enabled = enabled };
            store.Write(db => db["enable-account"].Bind(1, id).Bind(2, enabled ? 1 : 0).Run());
            all[id] = kept with { Account = changed };
            if (!enabled) { End(changed); }
        }

        return true;
    }

    /// <summary>Gives an account another password. Every session of it ends; so do its tokens.</summary>
    /// <returns>What is wrong with the password, or that there is no such account; null when it was changed.</returns>
    public InputProblem? ChangePassword(string id, string password)
    {
        if (PasswordRules.Wrong(id, password) is { } weak) { return weak; }
        lock (changing)
        {
            if (!all.TryGetValue(id, out var kept)) { return Problem("id", $"没有账号“{id}”", $"There is no account '{id}'"); }
            Keep(kept, password);
            End(kept.Account);
        }

        return null;
    }

    /// <summary>Whether the password is the account's. Takes as long where there is no such account.</summary>
    /// <returns>The account; null when the password is not its, when there is none, and when it is disabled.</returns>
    internal Account? Verify(string id, string password)
    {
        var known = all.TryGetValue(id, out var kept);
        var right = hashing.Verify(password, known ? kept!.Password : nobodysPassword.Value, out var outdated);
        if (!known || !right || !kept!.Account.Enabled) { return null; }
        if (outdated)
        {
            lock (changing) { Keep(kept, password); }
        }

        return kept.Account;
    }

    private ImmutableArray<InputProblem> Create(IReadOnlyList<Kept> made)
    {
        lock (changing)
        {
            var problems = made.SelectMany(Taken).ToImmutableArray();
            if (problems.Length > 0) { return problems; }
            store.Write(db =>
            {
                foreach (var (account, password) in made)
                {
                    db["add-account"].Bind(1, account.Id).Bind(2, account.Name).Bind(3, (int)account.Role).Bind(4, account.Organ).Bind(5, account.Officer)
                        .Bind(6, account.Party).Bind(7, account.Enabled ? 1 : 0).Bind(8, password).Run();
                }
            });
            foreach (var kept in made) { all[kept.Account.Id] = kept; }
        }

        return [];
    }

    private IEnumerable<InputProblem> Taken(Kept kept)
    {
        var (account, _) = kept;
        if (all.ContainsKey(account.Id)) { yield return Problem("id", $"登录名“{account.Id}”已经有人用过，请换一个", $"The name '{account.Id}' is or was somebody's; choose another"); }
        if (account.Party > 0 && all.Values.Any(k => k.Account.Party == account.Party)) { yield return Problem("party", "这个当事人已有账号", "This party has an account already"); }
        if (account.Organ > 0 && all.Values.FirstOrDefault(k => k.Account.Organ == account.Organ && k.Account.Officer == account.Officer && k.Account.Enabled) is { } other
            && (account.Role == AccountRole.Supervisor) == (other.Account.Role == AccountRole.Supervisor))
        {
            yield return Problem("officer", $"这名工作人员已有账号“{other.Account.Id}”", $"This officer has the account '{other.Account.Id}'");
        }
    }

    private void Keep(Kept kept, string password)
    {
        var changed = kept with { Password = hashing.Keep(password) };
        store.Write(db => db["put-password"].Bind(1, kept.Account.Id).Bind(2, changed.Password).Run());
        all[kept.Account.Id] = changed;
    }

    private void End(Account account) => WhenEnded.ForEach(end => end(account));

    private static InputProblem Problem(string field, string zh, string en) => new(field, new Title(zh, en));

    private sealed record Kept(Account Account, string Password);
}
