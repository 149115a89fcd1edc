using Larder.Server.Description;

namespace Larder.Server.Catalog;

/// <summary>The slice as the API document tells it.</summary>
internal static class CatalogDescription
{
    private const string Example =
        """{"name":"Teapot","description":"Holds a litre","price":24.5,"category":"Kitchen","stock_quantity":7}""";

    private static readonly AnswerHeader NoStore =
        new("Cache-Control", typeof(string), "That nobody on the way may keep the answer.");

    private static readonly Answer Unknown = Error(404, "There is no such product.");
    private static readonly Answer NoNumber = Invalid("The id is no whole number.");

    private static readonly Answer[] Outages =
    [
        Answer.Json(500, "Nobody foresaw it; the log knows more.", typeof(ErrorModels.ErrorSentence)),
        Error(503, "The database is not available, or too many requests wait for it, or too many large bodies come at once.") with
        {
            Headers = [NoStore, new AnswerHeader("Retry-After", typeof(int), "Seconds to wait.")],
        },
    ];

    public static OperationGroup Products { get; } = new(
        "Products",
        "Rows of a database behind a cache. Each answer says which of the two it came from, and how long that took.",
        [
            new Operation("GET", "/products", "listProducts", "List Products")
            {
                Parameters = [Parameter.InQuery("limit", typeof(int), "The most products. Without it, all.", 10)],
                Answers = [Ok("The products.", typeof(ProductListReply)), Invalid("The limit is no whole number."), .. Outages],
            },
            new Operation("GET", "/products/{id}", "getProduct", "Get Product")
            {
                Parameters = [Id(1)],
                Answers = [Ok("The product.", typeof(ProductReply)), Unknown, NoNumber, .. Outages],
            },
            new Operation("POST", "/products", "createProduct", "Create Product")
            {
                Bodies = [Content.Json(typeof(ProductInput)) with { Example = Example }],
                Answers = [Ok("The product with its id.", typeof(ProductReply)), .. BadBodies, .. Outages],
            },
            new Operation("PUT", "/products/{id}", "changeProduct", "Update Product")
            {
                Parameters = [Id(1)],
                Bodies = [Content.Json(typeof(ProductInput)) with { Example = Example }],
                Answers = [Ok("The product as it is now.", typeof(ProductReply)), Unknown, .. BadBodies, .. Outages],
            },
            new Operation("DELETE", "/products/{id}", "deleteProduct", "Delete Product")
            {
                Parameters = [Id(2)],
                Answers = [Ok("It is gone.", typeof(ProductRemovedReply)), Unknown, NoNumber, .. Outages],
            },
        ]);

    public static OperationGroup Caches { get; } = new(
        "Cache management",
        "What the caches of this process have done, and a way to empty them.",
        [
            new Operation("GET", "/cache/stats", "cacheStats", "Cache Statistics")
            {
                Meaning = "Reads of products, and below them the numbers of every other cache by its name.",
                Answers = [Ok("The numbers.", typeof(CacheStatsReply)), Unforeseen],
            },
            new Operation("GET", "/cache/performance", "cachePerformance", "Performance Comparison and Report")
            {
                Meaning = "Reads the list of products from a cache and from the database, and compares the times. Beside that: "
                    + "what every cache has done, and what the process has used.",
                Answers = [Ok("Both times, in seconds, and the report.", typeof(PerformanceReply)), .. Outages],
            },
            Clear("POST", "clearCache"),
            Clear("DELETE", "clearCacheByDelete"),
        ]);

    private static Answer Unforeseen => Outages[0];

    private static IEnumerable<Answer> BadBodies =>
    [
        Error(400, "The body is not UTF-8."),
        Error(413, "The body is larger than a product can be."),
        Invalid("The body breaks a rule."),
    ];

    private static Operation Clear(string method, string id) => new(method, "/cache/clear", id, "Clear Cache")
    {
        Meaning = "What is in the database stays there. Values under keys of clients go only with `scope=all`.",
        Parameters = [Parameter.InQuery("scope", typeof(string), "`caches`, which is the default, or `all`.", "caches")],
        Answers =
        [
            Ok("They are empty.", typeof(MessageReply)),
            Error(403, "A page of another site sent it."),
            Invalid("There is no such scope."),
            Unforeseen,
        ],
    };

    private static Parameter Id(long example) => Parameter.InPath("id", typeof(long), "The number of the product.", example);

    private static Answer Ok(string when, Type model) => Answer.Json(200, when, model) with { Headers = [NoStore] };

    private static Answer Error(int status, string when) =>
        Answer.Json(status, when, typeof(ErrorModels.ErrorText)) with { Headers = [NoStore] };

    private static Answer Invalid(string when) =>
        Answer.Json(422, when, typeof(ErrorModels.ValidationErrors)) with { Headers = [NoStore] };
}
