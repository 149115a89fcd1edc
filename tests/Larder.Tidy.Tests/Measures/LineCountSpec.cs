using Larder.Tidy.Measures;

namespace Larder.Tidy.Tests.Measures;

public sealed class LineCountSpec
{
    [Fact]
    public void Docs_of_what_is_public_are_no_comments_and_docs_of_the_rest_are()
    {
        var count = LineCount.Of(new RepoFile("a.cs", """
            namespace N; // beside code

            /// <summary>Public.</summary>
            public class A
            {
                // Why.
                /// <summary>Private.
                /// </summary>
                private int _b;

                /// <summary>Public.</summary>
                public int C => _b;
            }
            """));

        Assert.Equal(new LineCount(Code: 6, Comments: 3, ApiDocs: 2), count);
    }
}
