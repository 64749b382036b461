using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.People;

/// <summary>Reads <c>accounts.yaml</c> of a city: the accounts with which a folder of it begins. Passwords are not in it.</summary>
public sealed class AccountsFile
{
    private static readonly string[] Roles = [.. Enum.GetNames<AccountRole>().Select(r => r.ToLowerInvariant())];
    private readonly City city;
    private readonly Diagnostics diagnostics;

    private AccountsFile(City city, Diagnostics diagnostics)
    {
        this.city = city;
        this.diagnostics = diagnostics;
    }

    /// <summary>The accounts of the file; none where there is no file.</summary>
    /// <param name="folder">The folder of the city.</param>
    /// <param name="found">All that is wrong with the file, by place.</param>
    public static ImmutableArray<Account> Read(string folder, City city, out ImmutableArray<Diagnostic> found)
    {
        var path = Path.Combine(folder, "accounts.yaml");
        var mistakes = new Diagnostics();
        ImmutableArray<Account> accounts = [];
        if (File.Exists(path))
        {
            var shown = $"cities/{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}/accounts.yaml";
            if (YamlFile.ParseMap(File.ReadAllBytes(path), shown, mistakes) is { } map) { accounts = new AccountsFile(city, mistakes).Accounts(map); }
        }

        found = mistakes.InOrder;
        return mistakes.HasErrors ? [] : accounts;
    }

    private ImmutableArray<Account> Accounts(YamlMap file)
    {
        var accounts = ImmutableArray.CreateBuilder<Account>(file.Pairs.Length);
        _ = new Ids("account", diagnostics).AddKeys(file);
        foreach (var pair in file.Pairs)
        {
            if (pair.Value is not YamlMap map)
            {
                diagnostics.Error(pair.Value.At, Rule.WrongShape, $"the account '{pair.Key.Text}' is {pair.Value.Shape}; a mapping belongs here");
                continue;
            }

            var account = Of(pair.Key.Text, map);
            if (!diagnostics.HasErrors && accounts.FirstOrDefault(a => Same(a, account)) is { } other)
            {
                diagnostics.Error(pair.Key.At, Rule.DuplicateId, $"'{account.Id}' is the same {(account.Party > 0 ? "party" : "officer")} as '{other.Id}'; one has one account");
            }

            accounts.Add(account);
        }

        return accounts.DrainToImmutable();
    }

    private Account Of(string id, YamlMap map)
    {
        var of = $"the account '{id}'";
        var fields = new Fields(map, diagnostics, of, "name", "role", "organ", "officer", "post", "party");
        fields.Need("name");
        fields.Need("role");
        var role = (AccountRole)fields.OneOf("role", Roles);
        var (organ, officer, party) = (0, 0, 0L);
        // What else must be there follows from the role.
        if (fields.Scalar("role") is not { } said || !Roles.Contains(said.Text)) { return new Account(id, fields.Text("name") ?? "", role, organ, officer, party); }
        if (role is AccountRole.Citizen or AccountRole.Administrator)
        {
            foreach (var key in new[] { "organ", "officer", "post" }) { NotHere(fields, key, of, role); }
        }
        else if (fields.Need("organ") is not null && fields.Scalar("organ") is { } word)
        {
            (organ, officer) = OfficerOf(fields, word, of);
        }

        if (role != AccountRole.Citizen) { NotHere(fields, "party", of, role); }
        else if (fields.Need("party") is not null) { party = Number(fields, "party", AccountRules.LastParty, of); }
        return new Account(id, fields.Text("name") ?? "", role, organ, officer, party);
    }

    private (int Organ, int Officer) OfficerOf(Fields fields, YamlScalar word, string of)
    {
        if (city.FindOrgan(word.Text) is not { } organ)
        {
            diagnostics.Error(word.At, Rule.UnknownId, $"there is no organ '{word.Text}'{Nearest.Suggestion(word.Text, city.Organs.Select(o => o.Id))}");
            return default;
        }

        if (fields.Scalar("post") is { } post)
        {
            if (fields.Has("officer")) { diagnostics.Error(post.At, Rule.Contradiction, $"{of} has 'post' and 'officer'; write one of them"); }
            if (organ.PostRanges.TryGetValue(post.Text, out var range)) { return (organ.Number, range.First); }
            diagnostics.Error(post.At, Rule.UnknownId, $"'{organ.Id}' has no post '{post.Text}'{Nearest.Suggestion(post.Text, organ.PostRanges.Keys)}");
            return default;
        }

        if (!fields.Has("officer"))
        {
            diagnostics.Error(fields.At, Rule.MissingKey, $"{of} needs 'officer' (1 to {organ.Officers}) or 'post'");
            return default;
        }

        return (organ.Number, (int)Number(fields, "officer", organ.Officers, of));
    }

    private long Number(Fields fields, string key, long most, string of)
    {
        if (fields.Scalar(key) is not { } word) { return 1; }
        if (long.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) { return number; }
        diagnostics.Error(word.At, Rule.WrongValue, $"'{key}' of {of} is '{word.Text}'; write a whole number from 1 to {most}");
        return 1;
    }

    private void NotHere(Fields fields, string key, string of, AccountRole role)
    {
        if (fields[key] is { } node) { diagnostics.Error(node.At, Rule.Contradiction, $"{of} is a {role.ToString().ToLowerInvariant()}'s and has no '{key}'; take it out"); }
    }

    private static bool Same(Account one, Account other) => one.Id != other.Id
        && (one.Party != 0 ? one.Party == other.Party : one.Organ != 0 && one.Organ == other.Organ && one.Officer == other.Officer);
}
